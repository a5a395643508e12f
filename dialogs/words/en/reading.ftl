# What people may write, for reading. Spellings are separated by a bar; the first is the one we show.

word-help = help
word-back = back | go back | undo
word-skip = skip
word-edit = edit | change
word-status = status
word-why = why
word-pause = pause
word-language = language
word-invite = invite
word-link = link
word-privacy = privacy
word-stop = stop | quit | exit | bye
word-start = start
word-open = open
word-join = join

read-greetings = hello | hi | helo | hey there | hi all | hey | hi there | hello there | good morning | good afternoon | good evening | morning
read-thanks = thanks | thank you | ok thanks | many thanks | thx | cheers
read-dont-know = i don't know | i dont know | dont know | don't know | idk | no idea | no clue | what is this | what's this | what do you mean | what | huh
read-unsure = i don't know | i dont know | dont know | don't know | idk | no idea | no clue | not sure | i'm not sure
read-i-am = i am | i'm | my name is | this is | it's
read-yes = yes | y | yep | yeah | sure | ok | okay | right | correct | that's right | yes please
read-no = no | n | nope | no thanks | not really | nah | none | none of these | none of them | nothing of these | nothing yet | nothing
read-only-me = only me | just me | me | nobody | nobody else | no one | no one else | alone | none | i am alone | i'm alone
read-me = me | myself | i
read-enough = that's all | that is all | no | nothing | nothing more | nothing else | no more | done | enough | that's it | finished | none | nope
read-and = and
read-joins = and also | and then | as well as | and
read-numbers = one=1 | two=2 | three=3 | four=4 | five=5 | six=6 | seven=7 | eight=8 | nine=9 | ten=10 | eleven=11 | twelve=12 | a dozen=12 | dozen=12 | fifteen=15 | twenty=20 | thirty=30 | forty=40 | fifty=50 | sixty=60 | ninety=90 | hundred=100
read-date-fillers = on | by | until | till | before | the | of | around | about | at | latest
