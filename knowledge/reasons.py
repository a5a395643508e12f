"""Why a strategy is suggested, and how little that proves: which of a few sentences holds. Pure, and no words.

Not here: what fits (`fit`), what is shown (`choosing`), the sentences themselves (the dialogs have them by name).
"""

from typing import Literal

from knowledge.fit import Crosswalk, Fit

Why = Literal["ours", "same", "near", "wider", "touched", "neighbour", "kind", "general", "tried"]
"""How a strategy comes to be suggested.

`ours`: we would try it for this determinant. Experts named it for a construct that is the `same`, is `near`, is much
`wider` or is only `touched`. We would try it for a `neighbour`; only the `kind` of change fits. `general`: nobody could
tell what the barrier is about. `tried`: the team seems to have tried it, and that says where it stands.
"""
Caution = Literal["share", "few", "none", "endorsed", "named", "ours", "kind"]
"""How little that proves.

A `share` of experts chose it, only a `few`, `none`; a fifth at least `endorsed` it, or it is only `named`; it is
`ours`, or ours for the `kind` of change alone.
"""


def tell_why(fit: Fit, crosswalk: Crosswalk) -> Why:
    """How this strategy comes to its determinant."""
    if fit.closeness == "secondary":
        return "touched"
    if fit.closeness != "primary":
        return fit.closeness
    if fit.endorsement is None:
        return "ours"
    construct = crosswalk.catalogue.get_construct(fit.endorsement.cfir)
    determinant = crosswalk.catalogue.get_determinant(fit.determinant)
    if construct.name.to("en").casefold() == determinant.name.to("en").casefold():
        return "same"
    return "wider" if crosswalk.is_wide(construct.id) else "near"


def tell_caution(fit: Fit) -> Caution:
    """How little it proves that this strategy fits."""
    share = None if fit.endorsement is None else fit.endorsement.share
    if fit.endorsement is not None and share is not None:
        if fit.endorsement.basis is None:
            return "few" if share else "none"
        return "share"
    if fit.basis == "D":
        return "kind" if fit.closeness == "kind" else "ours"
    return "named" if fit.basis == "C" else "endorsed"
