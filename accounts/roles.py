"""What a role may carry. Roles are rows of a district; only these capabilities have a meaning in code."""

READS = "reads"
ORDERS = "orders"
HEADS = "heads"
AUDITS = "audits_registry"
MANAGES = "manages_people"
EDITS_POLICIES = "edits_policies"

CAPABILITIES = {
    READS: "reads every submission and site of its school or district",
    ORDERS: "suspends, closes, shuts down and pauses sites of its school or district",
    HEADS: "is the head of its place, and so the supervisor of those there who have none of their own",
    AUDITS: "audits the registry: exports it and sees what nobody can act on",
    MANAGES: "adds, invites and ends people, makes appointments, keeps the calendar",
    EDITS_POLICIES: "loads policies",
}

# What a role of a policy has when the policy does not say.
BY_SCOPE: dict[str, tuple[str, ...]] = {
    "school": (READS, ORDERS, HEADS),
    "district": (READS,),
    "person": (),
    "external": (),
}

# The first role of a district, held by whoever sets it up (start_district).
DIRECTOR = "technology_director"
DIRECTOR_LABEL = "Technology director"
DIRECTOR_CAPABILITIES = (READS, ORDERS, AUDITS, MANAGES, EDITS_POLICIES)

# Looked up from the submission or the site, never appointed.
REQUESTER = "requester"
RESPONSIBLE = "responsible"
SUPERVISOR = "supervisor"
BY_PERSON = (REQUESTER, RESPONSIBLE, SUPERVISOR)
