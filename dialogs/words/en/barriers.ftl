barriers-describe-ask = What makes it hard on a normal day? One thing, your own words. It stays hidden until we look together.
barriers-describe-ask-alone = What makes it hard on a normal day? One thing, your own words.
barriers-describe-change = Pick one to reword it, or write something to add.
barriers-describe-title = what you wrote
barriers-describe-help = Write it as you would say it at lunch. For example: nobody has time to explain it, or the log-in fails half of the time.
barriers-describe-why = What people write on their own is more varied than what a group says aloud.

barriers-nothing-ask = That is fine too. Think of the last time: what slowed you down, or what was a nuisance? Or say *skip*.
barriers-nothing-keep = Keep it as I wrote it
read-keep = keep | keep it | keep it anyway | keep that | keep my words | keep it as it is | leave it
barriers-nothing-kept = Kept as you wrote it.
barriers-nothing-help = A small thing counts too: a form too many, a phone that nobody answers. “Keep it as I wrote it” puts your own words on the list.
barriers-nothing-why = Small things are easily forgotten, and often they are the ones that can be changed.

barriers-more-ask = { $count ->
    [0] Anything that makes it hard? Just write it.
    [one] Noted. Is there another one? Just write it.
   *[other] Noted, that makes { $count }. Another one? Just write it.
 }
barriers-more-again = { $count ->
    [0] Anything that makes it hard? Just write it.
   *[other] Is there another thing that makes it hard? Just write it.
 }
barriers-more-enough = That's all
barriers-more-help = Each message counts as one barrier, and so does each line. “That's all” when there is nothing more.
barriers-more-why = The second or third one is often the one that nobody else sees.
barriers-many = That is a lot at once. Please send at most { $most } lines in one message.
barriers-enough-ack = I took “{ $words }” to mean that this is all. If it was more, say *back*.
contributed-foreign = { $of ->
    [1] I understand English and German only. Your words are kept, and shown as you wrote them.
   *[other] { $count ->
        [one] I understand English and German only. One of these lines is in another language: it is kept, and shown as you wrote it.
       *[other] I understand English and German only. { $count } of these lines are in another language: they are kept, and shown as you wrote them.
    }
 }


barriers-helps-ask = And what already helps? One thing at a time.
barriers-helps-more = Noted. Anything else that helps?
barriers-helps-again = Is there another thing that helps already?
barriers-helps-nothing = Nothing yet
barriers-helps-enough = That's all
barriers-helps-help = Somebody who is keen, a routine that works, a good experience. Each message counts as one.
barriers-helps-why = What already works can be built on, and that is often quicker than removing what does not.

barriers-reword-ask = How should this read instead: “{ $words }”?
barriers-reword-help = Write the whole sentence anew. The old one is replaced. If it stands on the wrong side, the first button moves it.
barriers-reword-why = Your words are shown to the team as you write them.
barriers-reword-ack = Changed.
barriers-reword-helps = This is something that helps
barriers-reword-hard = This makes it hard
barriers-reword-drop = Take it out
barriers-reword-dropped = Taken out.

split-reads = “{ $words }” reads like { $count ->
    [2] two things
    [3] three things
   *[other] several things
 }:
split-part = • “{ $words }”
split-ask = { $count ->
    [0] Shall I note it as it is?
   *[other] Shall I note them one by one?
 }
split-yes = Yes, one by one
split-no = No, it is one thing
barriers-split-help = One by one, each is matched and counted on its own. If they belong together, leave it as one.
barriers-split-why = Different things often need different answers, so it helps to have them apart. Your sentence as you wrote it stays in the project either way.

side-helps-ask = “{ $words }” sounds like something that helps. Is it?
side-helps-yes = Yes, it helps
side-helps-no = No, it makes it hard
side-hard-ask = “{ $words }” sounds like something that makes it hard. Does it?
side-hard-yes = Yes, it makes it hard
side-hard-no = No, it helps
barriers-side-help = A yes moves it to the other list. Not one word of it changes.
barriers-side-why = What helps and what makes it hard stand apart, so that you see both when you look together.

match-ask = { $count ->
    [one] “{ $words }”: is it one of these?
   *[other] “{ $words }”: is it one of these? ({ $count } to look at)
 }
match-helps-ask = { $count ->
    [one] What helps, “{ $words }”: is it one of these?
   *[other] What helps, “{ $words }”: is it one of these? ({ $count } to look at)
 }
match-why = Why these?
match-meant = Perhaps *{ $name }* then?
read-neither = neither | neither of them | neither of these | neither one | neither fits | none fits | nothing fits | none of those | none of the above | something else | something different | another one | other | else | not here | not in the list
match-none = None of these, keep my words
match-rest = The rest stays as I wrote it
match-again-ask = Which one shall we look at again?
match-again-no = None of them
match-kept-none = in your own words
match-kept-own = { $count ->
    [one] one in your own words
   *[other] { $count } in your own words
 }
match-again-none = I know nothing that is like “{ $words }”. It stays in your own words, which are just as good.
match-why-means = *{ $name }*: { $definition }
match-why-example = For example: { $example }
match-why-words = I thought of it because of your words “{ $words }”.
match-why-kind = This kind is from { $source }.
match-why-ours = The wording and the examples are ours.
match-why-source = The kinds are from { $source }. The wording and the examples are ours.
barriers-match-title = kinds of barriers
barriers-match-help = Pick the closest one. If none fits, your own words are just as good.
barriers-match-why = These are kinds of barriers that studies of services like yours have found. Knowing the kind helps to find strategies later. Your own words are kept in any case.

barriers-untouched-ask = Nothing yet on { $themes }. Does anything there play a part? Write it, or pick “No”.
barriers-untouched-no = No
barriers-untouched-title = other areas
barriers-untouched-help = Have one look at each. If nothing comes to mind, pick “No”.
barriers-untouched-why = Other teams often left these out. In 31 projects that worked this way, none chose a barrier on resources or leadership.
barriers-untouched-ack = Noted.

barriers-thanks = { $count ->
    [0] Thank you.
    [one] Thank you, that is kept. I tell you when we look together.
    [2] Thank you, both are kept. I tell you when we look together.
   *[other] Thank you, all { $count } are kept. I tell you when we look together.
 }
barriers-thanks-unnamed = Your name does not stand with them.

together-wait-ask = { $count ->
    [one] 1 of { $team } has answered.
   *[other] { $count } of { $team } have answered.
 } Still to come: { $names }. You can wait, or look now at what is there, finished or not.
together-wait-all = { $team ->
    [2] Both of you have answered.
   *[other] All { $team } of you have answered.
 } Shall we look together?
together-wait-look = Look together
together-wait-now = Look now
together-wait-empty = Nobody has written anything yet, so there is nothing to look at.
together-wait-help = I tell you when everybody has answered. If you look now, the others can still add theirs until you close the step.
together-wait-why = Nobody sees the others' answers before you look. So it is worth waiting until all have given theirs.

together-look-ask = Do some of them say the same?
together-look-merge = Some say the same
together-look-different = All are different
together-look-page = Next page
together-look-apart = Undo the last merge
together-look-apart-ack = They stand on their own again.
together-look-title = all together
together-look-help = Lines that say the same can become one. You can write their numbers right away, such as “2 and 5”. It can be undone.
together-look-why = When two people say the same thing in other words, it counts as one barrier that two people named.

together-merge-ask = Which ones? Write their numbers, such as “2 and 5”.
together-merge-none = None after all
together-merge-help = Two or more numbers from the list. The first one gives the line its place.
together-merge-why = A shorter list is easier to choose from. No words get lost.
together-merge-two = Please write two numbers from the list, such as “2 and 5”.
together-merge-range = The numbers go from 1 to { $count }.
together-merge-mixed = One of these makes it hard and another one helps. Please keep them apart.

together-one-ask = Make { $words } one line? It shows under { $first }.
together-one-yes = Yes, one line
together-one-no = No
together-one-help = Every word stays; they only share a line.
together-one-why = I read numbers back before I change anything.

together-nobody-ask = Nothing yet from anybody on { $themes }. Does anything there play a part? Write it, or pick “No”.
together-nobody-ask-alone = Nothing yet on { $themes }. Does anything there play a part? Write it, or pick “No”.
together-nobody-no = No
together-nobody-help = Ask into the round, if you sit together. If nothing comes, pick “No”.
together-nobody-why = Be different: the areas that nobody looks at are often where nobody has tried anything yet.
together-split-help = { barriers-split-help }
together-split-why = { barriers-split-why }
together-side-help = { barriers-side-help }
together-side-why = { barriers-side-why }
together-match-title = kinds of barriers
together-match-help = { barriers-match-help }
together-match-why = { barriers-match-why }

together-close-ask = That makes { $hinder ->
        [one] one thing that makes it hard
       *[other] { $hinder } things that make it hard
    } and { $help ->
        [0] nothing yet that helps
        [one] one that helps
       *[other] { $help } that help
    }. Shall I close this step and show everybody the list?
together-close-ask-alone = That makes { $hinder ->
        [one] one thing that makes it hard
       *[other] { $hinder } things that make it hard
    } and { $help ->
        [0] nothing yet that helps
        [one] one that helps
       *[other] { $help } that help
    }. Shall I close this step?
together-close-yes = Yes, close it
together-close-look = Look once more
together-close-title = closing
together-close-help = “Look once more” takes you back to the list.
together-close-why = Once it is closed, the list stands and the next step can begin.
together-closed = That step is done. It is all kept.
together-closed-team = This is what we put together on what stands in the way:

grouped-head = *{ $theme }* ({ $count } of { $team } named it)
grouped-head-unnamed = { $count ->
    [one] *{ $theme }* (named once)
   *[other] *{ $theme }* (named { $count } times)
 }
grouped-head-alone = *{ $theme }*
grouped-line = { $number }. { $words }{ $who }
grouped-line-helps = { $number }. helps: { $words }{ $who }
grouped-more = and { $count } more
grouped-page = Page { $page } of { $pages }.
