# What can be said at any point of any conversation.

language-en = English
language-de = Deutsch

where = { $module }, step { $number } of { $count }
module-identify = Identify
module-match = Match
module-design = Design
module-apply = Apply

step-team = the team
step-goal = the goal
step-barriers = what stands in the way
step-hear-barriers = hearing stakeholders on what stands in the way
step-priorities = what matters most
step-strategies = ideas that could help
step-choice = choosing what to do
step-plan = the plan
step-hear-plan = hearing stakeholders on the plan
step-commit = committing to the plan
step-act = carrying it out
step-hear-progress = hearing how it goes
step-review = the review

quoted = “{ $words }”
nothing-said = nothing yet

sorry = Something went wrong on my side, and I did not keep your last message. Everything before it is safe. Please try it once more.
unheard = I have not taken that as an answer yet.
greeting = Hello.
dont-know = That is all right.
welcome = You are welcome.
help =
    Answer in your own words, or pick a button. These words work everywhere: *back*, *skip*, *edit*, *status*, *why*, *pause*, *language*, *privacy*, *stop*. *invite* brings somebody onto the team, *link* adds another channel of yours.
privacy =
    What you write is kept with your project, and your team sees it. Whoever runs this service decides how long it is kept: ask them. The channel you write in keeps a copy of its own.

bad-empty = I got an empty message. Please write your answer.
bad-long = That is longer than I can keep in one answer. Please say it in fewer than 2,000 characters.
bad-control = That has characters in it that I cannot read. Please type it again as plain words.
bad-no-letters = Please write a few words here.
bad-path = I cannot open files. Could you say it in words?
bad-option = I did not understand that. Please pick one of the answers, or type it.
bad-name = I need a name of up to 40 letters.
bad-names = I need names separated by commas, such as “Ben, Cara”.
bad-date = I could not read that as a day. You can write “next friday”, “{ $day }” or “in 10 days”.
bad-date-past = { $day } is not a day to come. Which day do you mean?
bad-date-far = { $day } is too far away. Please name a day no later than { $last }.

button-unknown = That button is not one of mine, or not yours.
button-old = That question has moved on. This is the one that is open now.
button-over = That question is closed.
button-unnamed = You have sent those answers off. No name stands with them, so I can no longer find them to change them.

command-near = I do not know that command. Did you mean “{ $near }”?
command-unknown = I do not know that command. “help” shows what I know.

aside-edit-why = You can change any answer of this part. Nothing else is asked again unless it depends on it.
aside-language-why = You can go on in another language at any time. What you wrote stays as it is.
aside-stop-why = I ask so that nobody leaves by accident.
aside-word-why = That word is also one of my commands, so I ask which you mean.
aside-add-why = You have sent yours off, and the step is still open. So one more can be added.
aside-add-ask = Shall I add “{ $word }” to your barriers?
aside-add-yes = Yes, add it
aside-add-no = No
aside-add-dropped = All right, I did not keep it.
aside-edit-ask = Which answer do you want to change?
aside-language-ask = Which language shall I speak?
aside-stop-ask = Do you want to stop? Whatever you wrote stays.
aside-stop-stay = Go on
aside-stop-pause = Pause for now
aside-stop-home = Do something else first
aside-stop-leave = Leave the project
aside-word-ask = Do you mean the word “{ $word }” as your answer, or the command?
aside-word-word = The word
aside-word-command = The command

edit-keep = Keep it as it is
edit-standing = So far: “{ $answer }”.
edit-consequence = { $count ->
    [one] If you change it, this comes up once more: { $steps }. Nothing gets lost.
   *[other] If you change it, these come up once more: { $steps }. Nothing gets lost.
 }
edit-nothing = There is nothing to change yet.
back-nothing = This is the first question here, so there is nothing to go back to.
skip-needed = This one is needed to go on. A few words are enough, and you can change them later.
skip-needed-pick = This one is needed to go on. Please pick one of the answers.
word-skip-shown = skipped
language-set = English it is.
paused = All right, I stay quiet. Write anything when you want to go on: the question waits where it is.
left = You have left “{ $project }”. What you wrote stays with the team. Write to me if you want to come back.
left-invited = You have left “{ $project }”. What you wrote stays with the team. If you want to come back, { $lead } can invite you again.
left-alone = You have left “{ $project }”. What you wrote is kept.
left-lead-hears = { $name } has left the team of “{ $project }”. What they wrote stays.
left-lead-now = { $name } has left the team. You lead “{ $project }” now, and can invite people.
left-step-too = You look after { $step } too.
left-taken-over = { $name } has left the team. You look after { $step } now.
late-kept = “{ $step }” was closed meanwhile. I put your words on the parking list, so they are not lost.
late-closed = “{ $step }” is already decided. Nothing more is needed there.

status-nothing = We have only just begun.
status-project = *{ $name }*
status-done = Done: { $steps }.
status-open = Now: { $step }. { $owner } looks after it.
status-open-room = Now: { $step }.
status-open-due = Now: { $step }, until { $due }. { $owner } looks after it.
status-answered = { $count } of { $team } have answered.
status-waiting = Next: { $step }. Not yet: I cannot take you through that part so far.
status-next = Then: { $step }.

recap-begin = This is about “{ $project }”.
recap = Welcome back, { $name }. “{ $project }” is where you left it.
recap-days = { $days ->
    [one] Welcome back, { $name }. “{ $project }” is where you left it yesterday.
   *[other] Welcome back, { $name }. “{ $project }” is where you left it { $days } days ago.
 }
recap-last = Last answer, { $title }: “{ $answer }”.

owner-me = Me for now
knock = “{ $project }” has a question for you. It waits until you are done here.
knock-open = Answer it now
