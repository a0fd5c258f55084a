"""The dataset's verdict and the services' put together: one status for a reference."""

from typing import TYPE_CHECKING

from hairtx.audit.verdict import Verdict

if TYPE_CHECKING:
    from hairtx.audit.online import Online


def settled(verdict: Verdict, online: "Online | None") -> Verdict:
    """The verdict after the services were asked: what they say is wrong is wrong; silence changes nothing."""
    if online is None:
        return verdict
    if online.status == "retracted" and verdict.status != "disputed":
        return verdict._replace(
            status="retracted", reason=f"{online.reason}; in the dataset: {verdict.reason}"
        )
    if online.status == "differs" and verdict.status in ("known", "unknown"):
        return verdict._replace(status="differs", reason=online.reason)
    if online.status == "confirmed" and verdict.status == "disputed":
        # the record is wrong, then, and the reference is not to be accused
        return verdict._replace(
            status="unknown", match=None, reason=f"disputed in the dataset, but found: {online.reason}"
        )
    return verdict
