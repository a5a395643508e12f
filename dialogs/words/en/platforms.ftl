# What only channels with windows, links, rooms and strangers need.

window-one = Write more
window-several = Answer all at once
window-title = The goal
window-title-one = Your answer
window-send = Send
window-close = Not now
window-empty = Please write something here.
window-pick = Please pick one of these.
window-late = This was answered or closed meanwhile. Please copy your words, close this window and look at the newest message.

brought-title = Add as barrier
brought-label = What makes it hard? Change the words as you like.
brought-hint = It goes to “{ $project }” as your contribution. Whoever wrote it is not named.
brought-late = I could not open the window in time. Please use “Add as barrier” once more, or write it here.
brought-closed = Barriers are not being gathered just now, so I did not add that message.
brought-added = Added to your barriers.

only-text = I can only read text, and I did not keep { $what }. Could you say it in words?
only-text-beside = I can only read text: I took your words and did not keep { $what }.
medium-photo = the picture
medium-voice = the voice message
medium-video = the video
medium-file = the file
medium-sticker = the sticker
medium-place = the place
medium-contact = the contact
medium-other = what came with it
mended-edited = I saw that you changed a message. I keep what it said first; write “edit” to change your answer.
mended-deleted = I saw that you deleted a message. What I kept of it is still here; write “edit” to change your answer.

stranger-door-ask = Hello, I am the ItFits Assistant: I help health-care teams bring a new service into everyday care. I talk to people whose team invited them. Ask whoever leads your project for a link, and open it or send me its code.
stranger-door-help = { stranger-door-ask }
stranger-door-why = A team's words belong to the team, so I talk to nobody else.

invited-hello = Hello { $name }, I am the ItFits Assistant. { $lead } put you on the team of “{ $project }”. I write when it is your turn: short questions, answered in your own words.
ticket-unknown = That code is not one of mine, or it was used already. Please ask for a new one.
ticket-expired = That code is too old. Please ask for a new one.
ticket-guessed = Those were several codes that I do not know. Please wait an hour, and ask for a new one meanwhile.
ticket-there = You are on that team already.
ticket-elsewhere = You are on a team of another organisation with this account, so I cannot add this one. Ask your lead to write to whoever runs this service.
ticket-start = Welcome. You can begin a project here.
ticket-linked = Done: I know you here too. It is one conversation now, and it goes on wherever you write.
ticket-linked-same = I know you here already.
ticket-linked-two-teams = Both of these accounts are on teams, in two organisations, so I cannot join them. Please go on with each of them where it is.

link-code = Write this to me on your other channel within ten minutes: *link { $code }*. It works once. Do not pass it on: whoever sends it is you.
link-open = Or open this on that device: { $url }
invite-link = Pass this on to { $name }. It opens on Telegram, works once, and is good for { $days } days: { $url }
invite-code = Pass this on to { $name }: write *join { $code }* to me on Slack. It works once, and is good for { $days } days.
invite-whom-ask = Whom shall I bring onto the team? Mention them, or write their names with commas between them.
invite-whom-again = New link for { $name }
invite-whom-enough = That's all
invite-whom-help = Where I can write to somebody I do so right away. For everybody else you get a link to pass on.
invite-whom-why = Only people whom somebody on the team knows should read what the team writes.
invite-early = Somebody can be invited as soon as the project has a team. You will be asked for it.
invite-lead = { $lead } leads this project and can invite people. Just ask.
invite-known = They are on the team already. Pick a name for a new link, or write another one.
start-closed = A project is started by a link from whoever runs this service. Please ask them.

gone-lead = I cannot reach { $name } any more. Maybe you can ask them; if they want to come back, send them a new link with “invite”.
groups = I talk to people one to one, so I do not read along here. Write to me directly.

room-hello = Hello, I am the ItFits Assistant. I post here what the team of “{ $project }” decides: short, and nobody is named. I read nothing in this room but mentions of me, and questions go to each of you alone.
room-open = Go to my question
room-none = I can post here what a team decides. Whoever leads a project can mention me in their team's room.
goal-decided-room = “{ $project }”: the goal is decided. { $words }
together-closed-room = “{ $project }”: the team has put together { $hinder ->
        [one] one thing that makes it hard
       *[other] { $hinder } things that make it hard
    } and { $help ->
        [0] nothing yet that helps
        [one] one that helps
       *[other] { $help } that help
    }. It is about { $themes }. Each of the team has the list.

home-begin = Begin

menu-open = Where was I? Go on
menu-help = What I understand
menu-back = Back to the question before
menu-skip = Skip this question
menu-edit = Change an answer
menu-status = Where the project stands
menu-why = Why this question
menu-pause = Be quiet until I write
menu-language = Another language
menu-invite = Bring somebody onto the team
menu-link = Add another channel of mine
menu-privacy = What is kept, and who sees it
menu-stop = Stop or leave

ticket-link-ask = This joins you here with { $name } on { $channel }: to me you are one person then, and each of the two reads what the other has. Are you { $name }?
ticket-link-yes = Yes, both are me
ticket-link-no = No
ticket-linked-from-here = You are on a team here already. Please write “link” to me here, and use that code on your other channel.
somebody = somebody who has not said their name
channel-slack = Slack
channel-telegram = Telegram
channel-console = the terminal
joined-elsewhere = I know you on { $channel } too now, and you can go on there. If that was not you, cut it off.
joined-cut = That was not me
joined-cut-done = Done: whoever it was reads and writes nothing of yours any more. Please tell whoever leads your project.
room-ask = Shall I post in that room what the team of “{ $project }” decides? Everybody in the room can read it.
room-ask-yes = Yes, post there
room-ask-no = No
room-done = Done. Remove me from that room when I am to stop.
room-taken = Another team has that room already. Remove me from it and add me again to free it.
invite-there = { $name } has come already. For one more channel, { $name } writes “link” to me there.
invited-goal = What the team wants to get done: { $words }
