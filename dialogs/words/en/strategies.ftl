# Suggested strategies: why, and how little that proves. They promise nothing: each is meant to change something.

strategies-why-ours = We would try it for “{ $determinant }”: it is meant to change { $what }.
strategies-why-beside = We would try it for “{ $determinant }”.
strategies-why-same = Experts named it for just this, “{ $determinant }”.
strategies-why-near = Experts named it for “{ $construct }”, which is close to “{ $determinant }”.
strategies-why-wider = Experts named it for “{ $construct }”, which takes in more than “{ $determinant }”.
strategies-why-touched = Experts named it for “{ $construct }”, which touches on “{ $determinant }”.
strategies-why-neighbour = We would try it for “{ $via }”, which has something in common with “{ $determinant }”.
strategies-why-kind = Nobody we know of names it for “{ $determinant }”; it is meant to change { $what }.
strategies-why-general = We could not tell what this is about; we would try it for many things that get in the way.
strategies-why-tried = You seem to have tried it, so it stands further down.

strategies-changes-physical-capability = what people are physically able to do
strategies-changes-psychological-capability = what people know and can do
strategies-changes-physical-opportunity = time, money, tools and rules
strategies-changes-social-opportunity = who backs it and how people work together
strategies-changes-reflective-motivation = what people think of it and set out to do
strategies-changes-automatic-motivation = what people do out of habit

strategies-caution-share = { $share } % of surveyed experts picked this for a similar problem; the link is ours. Opinion, not proof.
strategies-caution-few = Only { $share } % of surveyed experts picked this for a similar problem: our own judgement, not proof.
strategies-caution-none = No surveyed expert picked this for a similar problem: our own judgement, not proof.
strategies-caution-endorsed = At least a fifth of surveyed experts picked this for a similar problem; the link is ours: opinion, not proof.
strategies-caution-named = Surveyed experts are reported to have picked this for a similar problem; the link is ours: opinion, not proof.
strategies-caution-ours = Our own suggestion, seen in no survey of experts: judgement, not proof.
strategies-caution-kind = Our own suggestion, only because of what it is meant to change: judgement, not proof.

strategies-all-ours = All of these are our own suggestions, and no expert survey that we have seen backs them: judgement, not proof.
strategies-all-guessed = What this is about is our guess.
