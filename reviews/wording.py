"""The words of the written decision. Pure: everything it says comes in."""

from dataclasses import dataclass

VERDICTS = {"approve": "approved", "decline": "declined", "return": "returned"}


@dataclass(frozen=True)
class LetterText:
    """What a decision letter says. `decisions`: (name, role, day, verdict, reason, clause); `conditions`: (label, value)."""

    district: str
    on: str
    requester: str
    place: str
    what: str
    verdict: str
    policy: str
    decisions: tuple[tuple[str, str, str, str, str, str], ...]
    conditions: tuple[tuple[str, str], ...]

    def text(self) -> str:
        """The letter as plain paragraphs."""
        parts = [
            self.district,
            self.on,
            f"To {self.requester}" + (f", {self.place}" if self.place else ""),
            f"Written decision on the request for {self.what}",
            f"The request is {VERDICTS[self.verdict]} under {self.policy}.",
            "\n".join(self._decision(*decision) for decision in self.decisions),
            "What was asked for, and the conditions:\n" + "\n".join(self._condition(*condition) for condition in self.conditions),
        ]
        return "\n\n".join(part for part in parts if part)

    def _condition(self, label: str, value: str) -> str:
        return f"- {label} {value}" if label.endswith("?") else f"- {label}: {value}"

    def _decision(self, name: str, role: str, day: str, verdict: str, reason: str, clause: str) -> str:
        said = f"{name}, {role}, {VERDICTS.get(verdict, verdict)} it on {day}" + (f" ({clause})." if clause else ".")
        return f"{said} Reason: {reason}" if reason else said
