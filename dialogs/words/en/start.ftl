start-name-ask =
    Hello, I am the ItFits Assistant. I help a team bring a new service into everyday care, one question at a time. What shall we call your project?
start-name-title = project
start-name-help = A few words that your team will recognise, such as “Online therapy in Leeds”.
start-name-why = You may run more than one project, so each needs a name.
start-name-long = That is a little long for a name. Please keep it under { $most } characters.

start-name-plain = A name is one line of plain words, without an address in it, since others read it too. Please write it another way.

start-you-ask = And what is your name?
start-you-title = your name
start-you-help = Your first name is enough. Your team will see it.
start-you-why = Your team should know who leads the project.
start-you-taken = Somebody here is called { $name } already. Please add something, such as the first letter of your family name.

start-members-ask = Who else is on the team? Names with commas between them.
start-members-ask-marks = Who else is on the team? Mention them with @, or write their names with commas between them.
start-members-only-me = Only me
start-members-title = team
start-members-help = Two to eight people who do the work or decide on it, such as “Ben, Cara”. Others can join later.
start-members-why = People see different barriers from where they stand, and a plan that several people made is more likely to be carried out.
start-members-many = That is more than I can take in at once. Please name fewer than { $most } people.
start-alone = All right, just you for now.
start-team = { $count ->
    [one] { $names } is on the team.
   *[other] { $names } are on the team.
 }

start-owner-ask = Be organised: every step needs one person who keeps it moving. Who takes the first one, the goal?
start-owner-title = who looks after the goal
start-owner-help = The owner answers the questions on the goal and shows it to the others. It takes about six minutes.
start-owner-why = A step without an owner tends to stay where it is.

start-named-ask = Shall the team see who wrote what? This cannot be changed once we have begun.
start-named-named = With names
start-named-unnamed = Without names
start-named-title = names
start-named-help = Without names, no author is kept: nobody can look it up later. In a small team people may still guess.
start-named-why = Some things are easier to say when no name stands beside them.
start-handed = Thank you. { $name } has the next question. I come back to you when it is your turn.

join-join-ask = There is a project here called “{ $project }”. Do you want to join its team?
join-join-yes = Yes, join
join-join-no = No, start my own
join-join-help = If you join, you get your own questions, and the team sees what you contribute.
join-join-why = I ask because nobody has put you on the team so far.
join-back-ask = Welcome back. You had left “{ $project }”. Do you want to be on its team again?

home-rest-ask = “{ $project }”: next comes { $step }. Nothing is open for you right now.
home-rest-not-yet = “{ $project }”: that is as far as I can take you today, and all of it is kept. Next would be { $step }: not yet.
home-rest-open = “{ $project }” is at { $step }. { $owner } looks after it, and nothing is open for you right now.
home-rest-another = Start another project
home-rest-go = Go to “{ $project }”
home-rest-otherwise = I did not keep that. I write when it is your turn.
home-rest-help = I write to you when it is your turn. “status” shows where the project stands.
home-rest-why = One step is open at a time, and this one is not waiting for you.
