goal-innovation-ask = What is the new service or way of working that you want to bring into everyday care?
goal-innovation-title = what is new
goal-innovation-help = One sentence, as you would tell a colleague. For example: online therapy with a coach, for people with depression.
goal-innovation-why = Everything that follows is about this one thing.

goal-goal-ask = What should people here start doing, or do more often? One sentence is fine.
goal-goal-title = goal
goal-goal-help = Name who does what. For example: GPs mention online therapy to every patient with mild depression.
goal-goal-why = A goal that names what people do can be seen to happen, or not.

goal-one-ask = Be focused: that reads like more than one goal, and one at a time gets further. Which comes first? The rest goes on the parking list.
goal-one-whole = It is one goal
goal-one-title = one goal
goal-one-help = Pick the one that matters most now, or “It is one goal” to keep your sentence. You can also write it anew.
goal-one-why = One goal is enough to carry out and to judge. What is parked comes back at the review.
goal-one-whole-ack = All right, it stays one goal.
goal-one-parked = { $count ->
    [one] The other one is on the parking list. It can become a project of its own later.
   *[other] The other { $count } are on the parking list. Each can become a project of its own later.
 }

goal-target-ask = Who is meant to do something differently?
goal-target-staff = The staff who deliver care
goal-target-patients = Patients and families
goal-target-both = Both
goal-target-title = for whom
goal-target-help = Think of who has to act for the goal to happen.
goal-target-why = Staff and patients meet different barriers, so other strategies fit.

goal-emphasis-ask = What matters most about it? Pick one, or say it in your own words.
goal-emphasis-referrals = More referrals
goal-emphasis-therapies = More therapies started
goal-emphasis-engagement = People stay with it
goal-emphasis-awareness = More people know it
goal-emphasis-suitability = It suits those who get it
goal-emphasis-other = Something else
goal-emphasis-title = what matters most
goal-emphasis-help = This tells us later what to count.
goal-emphasis-window = What matters most about it?
goal-emphasis-window-hint = Pick one. After “Something else” I ask you for your own words.
goal-emphasis-why = When it comes to judging success, one thing has to count most.

goal-other-ask = What is it, in your own words?
goal-other-title = what matters most
goal-other-help = One short sentence.
goal-other-why = Your own words are better than a list that does not fit.

goal-patient-ask = How would a patient notice that it works? You can skip this.
goal-patient-title = for a patient
goal-patient-help = Think of one patient on one day. For example: the GP shows me how to log in, and somebody asks how I get on.
goal-patient-why = Patients were left out of most projects of this kind, and things look different from their side.

goal-check-ask = Here is the goal. Is it right?
goal-check-yes = Yes, that is it
goal-check-edit = Change something
goal-check-title = the goal as a whole
goal-check-help = “Change something” lets you pick any of your answers.
goal-check-why = This is what your team will see.
goal-text-innovation = What is new: { $words }
goal-text-goal = *Goal:* { $words }
goal-text-target = Who: { $words }
goal-text-both = Staff and patients
goal-text-emphasis = What matters most: { $words }
goal-text-patient = For a patient: { $words }

goal-owner-ask = The next step is to gather what stands in the way. Who looks after that?
goal-owner-title = who looks after the barriers
goal-owner-help = The owner sees when everybody has answered, and goes through the answers with the team.
goal-owner-why = A step has an owner before it opens.

goal-due-ask = By when should everybody have written down their barriers? Pick one, or write a day.
goal-due-one-week = In a week
goal-due-two-weeks = In two weeks
goal-due-none = No date
goal-due-title = by when
goal-due-help = For example “next friday”, “30 June” or “in 10 days”. It takes each person about five minutes.
goal-due-why = A day that everybody knows saves reminders.

goal-which-ask = Which day do you mean?
goal-which-title = which day
goal-which-help = Some people write the day first, some the month.
goal-which-why = That could be read in two ways.

goal-day-ask = That is { $day }. Right?
goal-day-yes = Yes
goal-day-no = No, another day
goal-day-title = the day
goal-day-help = “No” lets you write another day.
goal-day-why = I read dates back before I keep them.

goal-asked = I have asked { $names } whether the goal is right.
goal-asked-again = The goal reads differently now, so I have asked { $names } once more.
goal-wait-ask = Shall we go on with this goal?
goal-wait-go = Go on with this goal
goal-wait-edit = Change something
goal-wait-help = You can wait for the others, or go on now. Nothing that comes in later gets lost.
goal-wait-why = A goal that the others have seen is one they can work for.
goal-wait-agreed = { $count ->
    [one] One has said yes.
   *[other] { $count } have said yes.
 }
goal-wait-agreed-named = { $count ->
    [one] { $names } has said yes.
   *[other] { $names } have said yes.
 }
goal-wait-change = { $name } would change this: “{ $words }”
goal-wait-change-unnamed = Somebody would change this: “{ $words }”
goal-wait-missing = Still to answer: { $names }.
goal-decided = The goal stands. Now to what stands in the way of it.
goal-decided-team = The goal is decided: “{ $words }”. Next is what stands in the way, and it takes about five minutes.
goal-decided-team-due = The goal is decided: “{ $words }”. Next is what stands in the way, until { $due }. It takes about five minutes.

agree-agree-ask = { $owner } has written down the goal for “{ $project }”. Is it right for you?
agree-agree-yes = Yes
agree-agree-change = Change this
agree-agree-title = your view of the goal
agree-agree-help = Pick “Yes”, or say what you would change. { goal-wait-why }
agree-agree-why = One person wrote it; all of you will work for it.
agree-change-ask = What would you change?
agree-change-help = One sentence is enough. The owner of the step reads it and decides.
agree-change-why = It is easier to change a goal now than later.
agree-thanks = Thank you, I pass that on.
agree-thanks-yes = Thank you.
agree-changed = The goal reads differently since you saw it.
