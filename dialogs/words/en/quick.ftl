# The quick start: one person alone, to three first ideas.

quick-where = Quick start
quick-reason = Quick start: a first guess, nobody else heard.
quick-nameless = My project

quick-hinders-ask = What makes it hard on a normal day? Your own words, and several lines are fine.
quick-hinders-none = Nothing comes to mind
quick-hinders-title = what makes it hard
quick-hinders-help = { barriers-describe-help }
quick-hinders-why = Which idea fits depends on what gets in the way. So I ask for that first.

quick-common-ask = Ideas need at least one thing that makes it hard. Think of the last time: what slowed you down? Write it, or pick one of these if it fits.
quick-common-time = Nobody has time for it
quick-common-awareness = People do not think of it
quick-common-access-reliability-ict = Log-in or connection fails
quick-common-keep = Keep it as I wrote it
quick-common-without = Go on without ideas
quick-common-help = A small thing counts too: a form too many, a phone that nobody answers. You can also go on without; then there are no ideas yet.
quick-common-why = Which idea fits depends on what gets in the way. Without that I could only guess.

quick-more-ask = Noted. Anything else that makes it hard?
quick-more-again = Anything else that makes it hard?
quick-more-enough = That's all
quick-more-help = Write one more, or several, a line each. “That's all” takes you on.
quick-more-why = { barriers-more-why }

quick-tried-ask = What have you tried so far, and what did it change? You can skip this.
quick-tried-nothing = Nothing yet
quick-tried-title = what you tried
quick-tried-help = For example: we put up posters, and for a week more people asked.
quick-tried-why = What you have tried moves down the list, so that you see something new first.

quick-page-head =
    { $count ->
        [one] *One idea
        [2] *Two ideas
       *[other] *Three ideas
    } for “{ $words }”.* A first guess, nobody else heard.
quick-page-idea = *{ $number }. { $title }.* { $what }
quick-page-step = First step: { $step }
quick-page-why = Why: { $why }

quick-ideas-ask = Shall two colleagues say what makes it hard for them? Then it is more than one person's guess.
quick-ideas-none = Without anything that makes it hard I have no ideas yet. Colleagues may see something: shall we ask two?
quick-ideas-title = first ideas
quick-ideas-invite = Invite two colleagues
quick-ideas-alone = Go on alone
quick-ideas-more = Show other ideas
quick-ideas-write = Write something after all
quick-ideas-otherwise = Please pick what comes next. The ideas you have seen are kept in any case.
quick-ideas-help = Colleagues write what makes it hard for them before they see yours. Alone, you finish this step by yourself. *edit* changes any of your answers, and the ideas with it.
quick-ideas-why = One person sees one side of it. More answers show whether the ideas fit what others meet.

quick-kept-invite = All of it is kept as “{ $project }”. What makes it hard for you stays hidden from the others until they have written theirs.
quick-kept-alone = All of it is kept as “{ $project }”. We go on with what stands in the way.
