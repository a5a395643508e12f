concerned-hours-ask = How many hours a month does the team have for this, all of you together?
concerned-hours-two = 2 hours
concerned-hours-four = 4 hours
concerned-hours-eight = 8 hours
concerned-hours-title = hours a month
concerned-hours-help = A guess is fine. You can skip this.
concerned-hours-why = A plan should fit into the time that there is.
concerned-hours-number = I need a number of hours in a month, such as 3.
concerned-hours-kept = { $count ->
    [one] One hour a month, then.
   *[other] { $count } hours a month, then.
 }

concerned-sponsor-ask = Which manager agreed to that time? A name or a post is fine.
concerned-sponsor-nobody = Nobody yet
concerned-sponsor-title = manager who agreed
concerned-sponsor-help = Somebody who can say yes to the time, such as “Dr Miles” or “head of nursing”. You can skip this.
concerned-sponsor-why = Time that a manager has agreed to is harder to take away.
concerned-sponsor-first = Then it helps to ask somebody first: the plan will need that time.
