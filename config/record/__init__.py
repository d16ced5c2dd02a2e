"""A site's public record: what every room knows of it, as one bundle that leaves the house. docs/adr/0013."""
