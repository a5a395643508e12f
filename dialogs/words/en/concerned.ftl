# The team's time, who agreed to it, and whom the change concerns: the stakeholder map.

concerned-hours-ask = How many hours a month does the team have for this, all of you together?
concerned-hours-two = 2 hours
concerned-hours-four = 4 hours
concerned-hours-eight = 8 hours
concerned-hours-unknown = I do not know yet
concerned-hours-title = hours a month
concerned-hours-help = A guess is fine, such as 3. You can skip this.
concerned-hours-why = A plan should fit into the time that there is.
concerned-hours-number = I need a number of hours in a month, such as 3.
concerned-hours-kept = { $count ->
    [0] None so far. That is worth saying aloud when you ask for time.
    [one] One hour a month, then.
   *[other] { $count } hours a month, then.
 }
concerned-hours-week = week | weekly

concerned-sponsor-ask = Which manager agreed to that time? A name or a post is fine.
concerned-sponsor-nobody = Nobody yet
concerned-sponsor-title = manager who agreed
concerned-sponsor-help = Somebody who can say yes to the time, such as “Dr Miles” or “head of nursing”. You can skip this.
concerned-sponsor-why = Time that a manager has agreed to is harder to take away.
concerned-sponsor-first = Then it helps to ask somebody first: the plan will need that time.

concerned-gains-ask = Now to people outside your team. Who gains if this works? Several names are fine.
concerned-gains-nobody = Nobody I know of
concerned-gains-title = who gains
concerned-gains-help = People or groups, such as “GPs, patients, the night shift”. You can skip this.
concerned-gains-why = Whoever gains may speak for it, and can tell you what is worth doing.

concerned-loses-ask = Who loses something by it: time, money, a say, a habit?
concerned-loses-nobody = Nobody I know of
concerned-loses-title = who loses
concerned-loses-help = Often those who get more to do, such as “reception, the ward next door”. You can skip this.
concerned-loses-why = People who lose by a change have reasons that are worth hearing early.

concerned-decides-ask = Who decides about it: money, rooms, rules, rotas?
concerned-decides-nobody = Nobody I know of
concerned-decides-title = who decides
concerned-decides-help = People or groups, such as “head of nursing, IT, the insurer”. You can skip this.
concerned-decides-why = A plan can wait for months on somebody who was told too late.

concerned-unasked-ask = And who is concerned, but usually not asked?
concerned-unasked-nobody = Nobody I know of
concerned-unasked-title = who is not asked
concerned-unasked-help = Often patients, families, cleaners, porters, night staff. You can skip this.
concerned-unasked-why = They see what nobody else on the team sees.

concerned-names = I need names of people or groups, with commas between them, such as “GPs, reception”. Each of them under { $most } characters.
concerned-nobody-words = nobody | no one | noone | nobody yet | nobody i know of | none i know of | not yet
concerned-off = Off the map: { $names }.

concerned-reach-whom = Still open: { $names }.
concerned-reach-ask = How can each be reached? One message for all, such as “GPs: phone; reception: in person”.
concerned-all-words = all | everybody | everyone
concerned-reach-unknown = I do not know yet
concerned-reach-title = how to reach them
concerned-reach-help = A name, a colon, and how: by phone, by mail, at a meeting, over somebody you know. You can skip this.
concerned-reach-why = Later you will ask some of them what they think. Then it helps to know how.
concerned-reach-form = I could not tell whom you mean. Please write it like “GPs: phone; reception: in person”.
concerned-reach-stranger = This is not on the map: { $names }. I kept the rest.

concerned-check-head = This is the map so far.
concerned-check-ask = Is that right?
concerned-check-yes = Yes
concerned-check-change = Change something
concerned-check-help = You can change every part of it, now and later. Everybody on the team can.
concerned-check-why = The team looks at this map when it decides whom to ask.

concerned-map-hours = { $count ->
    [0] Time: none agreed so far.
    [one] Time: one hour a month.
   *[other] Time: { $count } hours a month.
 }
concerned-map-sponsor = Agreed by: { $name }.
concerned-map-no-sponsor = Agreed by: nobody yet.
concerned-map-gains = Gain by it: { $names }.
concerned-map-loses = Lose by it: { $names }.
concerned-map-decides = Decide: { $names }.
concerned-map-unasked = Usually not asked: { $names }.
concerned-map-nobody = Nobody outside the team is on it yet.
concerned-map-more = { $count } more

concerned-which-ask = What would you like to change?
concerned-which-nothing = Nothing after all
concerned-which-help = Pick a part. I show what stands there and ask again.
concerned-which-why = Nothing else changes when you change one part.

concerned-patients-ask = Your goal concerns patients, and none of them are on the map. How could they or their families be heard?
concerned-patients-council = In a patient council
concerned-patients-in-person = In person
concerned-patients-no = Leave them out
concerned-patients-help = Many places have a patient council or a self-help group. Asking two or three people in person is a start too.
concerned-patients-why = Patients see the service from a side that no team can see.
concerned-patients-who = patients and families
concerned-patients-by-council = patient council
concerned-patients-by-in-person = in person
concerned-patients-on = Patients and families are on the map now.
concerned-patients-words = patient|famil|relative|carer|parent|service user|client|self-help

concerned-kept = Thank you. The map is kept with your project.
