### What respondents read while they fill in. Compiled when the program is built: a function for each message
### with the English in it, and a table for each other language beside this file.
###
### Short, present, no blame. A number that is only shown is NUMBER($name); one that chooses need not say so.

## The pill in the masthead

pill-saved = Saved on phone
pill-unsaved = Not saved
pill-offline = No signal
pill-queued = { NUMBER($waiting) } to send
pill-sending = Sending
pill-sent = Sent
pill-refused = Not accepted

## The page around the questions

skip-to-questions = Skip to the questions
skip-to-what-is-here = Skip to what is on this phone
works-without-signal = A survey of voluntary and community groups in London. It works without signal.
foot-answers-stay = Your answers stay on this phone until you send them.
foot-help = Help
foot-privacy = How answers are used
foot-accessibility = Accessibility
needs-script = This page needs JavaScript to keep your answers.{ " " }
language = Language
language-not-here = This language is not on this phone yet. It comes with signal
not-whole = This page did not load whole. Load it again.
without-https = This page came without https. It opens only with signal, others on the network can read what you send, and the browser may clear what it keeps here. Ask for an address that begins with https.
private-window = This browser keeps no pages, as in a private window: send your answers before you close this one.
title-error = Error:{ " " }

## Before the first question

minutes = { $least } to { $most } minutes; { $short-least } to { $short-most } if you have no paid staff and an income under £10,000.
minutes-only = { $least } to { $most } minutes.
kept-and-sent = Works without signal: every answer is kept on this phone and sent when it can be.
open-until = Open until { $day }.
to-hand = Have these to hand
need-help = If you need help
whole-notice = Read the whole notice
notice-version = Version { $version }
start = Start
carry-on = Carry on
began-on = You began on { $day }.{ " " }
answered-of-stop = { $answered } of { $of } answered.
answer-for-another = Answer for another organisation
others-begun = Others that you began on this phone: { $count }
open-elsewhere = You have this survey open in another tab.
carry-on-there = { " " }Carry on there. Or close that tab, then load this page again.
load-again = Load again
start-another = Start another
take-into-new-version = Take my answers over into the new version
questions-changed = The questions have changed since. You can finish the ones that you began.
taken-over = Your answers were taken over. These could not be, or not whole, since the questions have changed:
all-taken-over = All your answers were taken over.
new-questions = { $count ->
    [one] There is { $count } new question.
   *[other] There are { $count } new questions.
}
have-read = I have read this

## A page of questions

part-of = Part { $at } of { $of }
minutes-left = { $minutes ->
    [0] about a minute left
    [one] about a minute left
   *[other] about { $minutes } minutes left
}
parts-done = All { NUMBER($count) } parts done
answered-of = { $answered } of { $of } answered
back-to = Back to { $title }
the-start = the start
save-and-continue = Save and continue
save-and-back = Save and go back to your answers
finish-later = Finish later
is-this-right = Is this right?
there-is-a-problem = There is a problem

## The check page

check-your-answers = Check your answers
no-signal-fine = You have no signal. That is fine.
finish-without-signal = { " " }You can finish now. Your answers stay on this phone and go by themselves when there is signal.
answer = Answer
change = Change
finish = Finish
finishing = Finishing…
try-again = Try again
finish-and-send = Finish and send
finish-send-later = Finish: send when there is signal
keep-a-copy = Keep a copy for yourself
after-this = After this you can no longer change your answers here. Your CVS can put a mistake right for you.
only-a-preview = This is a preview. On a phone the answers would be sent now.

## What the phone could not do

trouble-blocked = This browser does not let us keep answers on this phone. Stay on this page until your answers are sent, or open the link in another browser.
trouble-unsent = These answers could not be kept on this phone, and could not be sent. Stay on this page and try again when there is signal.
trouble-full = This phone is full. Make some room, or your newest answers are only on the screen.
trouble-held = You have this survey open in another tab. Carry on there, or close that tab and load this page again.
trouble-failed = Something went wrong while keeping your answers. What is on the screen is still there. Load this page again to see what is kept.
may-ask-to-keep = If your browser asks whether this page may store data, please allow it.

## The receipt

your-receipt = Your receipt
one-moment = One moment
no-such-receipt = There is no such receipt on this phone
thank-you-arrived = Thank you. Your answers have arrived
not-accepted-yet = Your answers were not accepted yet
thank-you-finished = Thank you. Your answers are finished
on-another-phone = It may be on another phone or in another browser.{ " " }
see-what-is-here = See what is on this phone
receipt-not-kept = This phone could not keep the receipt.{ " " }
copy-the-code-first = Copy the code, or save the receipt to a file, before you close this page.
tried-at = { " " }Tried at { $time }.
not-ours = A page that is not ours answered (a Wi-Fi sign-in, perhaps). Nothing was sent; we go on trying.
server-busy = The server is busy. We try again by ourselves.
safe-on-phone = Your answers are safe on this phone and go by themselves when there is signal. You can close this page; they go the next time any page of the survey is open.
waiting-to-go = Waiting to go.{ " " }
others-first = Other answers had arrived under the same code first. Nothing is lost: your CVS has both and will ask you.
it-is-about = { " " }It is about { $questions }.
mend-and-send-again = Nothing is lost.{ $which } Mend it, and send again:{ " " }
on-this-phone = On this phone
your-receipt-code = Your receipt code
your-code = Your code
fact-survey = Survey
fact-finished = Finished
fact-received = Received
fact-version = Version
fact-code = Code
copied = Copied
copy-the-code = Copy the code
save-receipt = Save receipt and answers
save-code = Save code and answers
print-page = Print this page
code-proves = The code proves that your answers are held. You can read it out over the telephone; it does not reveal what you answered.
code-stays = This code stays the same when your answers arrive. You can read it out over the telephone; it does not reveal what you answered.
what-happens-now = What happens now
answers-are-added = Your answers are added to those of other groups. Nobody outside your CVS and the London Hub sees a single answer, unless you said so.
answers-will-go = Your answers go by themselves when there is signal and any page of the survey is open. Then this page says that they have arrived.
closes-on = The survey closes on { $day }.
results-come-out = Results come out as one release, checked so that no organisation can be recognised.
your-answers = Your answers
delete-from-phone = Delete my answers from this phone
must-stay = Your answers must stay on it until they are sent. After that you can delete them here.
still-on-it = Your answers are still on it. You can delete them now. The receipt stays.
have-been-deleted = Your answers have been deleted from this phone. The receipt stays.
change-or-take-back = Change or take back
change-or-take-back-here = Correct these answers, or take them back
may-correct = You can correct these answers until the survey closes, or take them back.
may-take-back = You can take these answers back.
correct-answers = Correct these answers
take-back = Take these answers back
take-back-sure = They are deleted everywhere and are not counted any more. This cannot be undone.
take-back-failed = That did not get through, and nothing has changed. It needs signal: try again.
take-them-back = Yes, take them back
keep-them = Keep them
taken-back = You took these answers back
nothing-is-left = They are not counted any more. Nothing is left of them but this receipt.
is-phone-shared = Is this phone shared?

## Questions

needs-an-answer = { " · " }needs an answer
clear-answers = Clear these answers
clear-answer = Clear this answer
cleared = Cleared
dont-know = Don’t know
prefer-not-to-say = Prefer not to say
or = or
or-between = { " or " }
and-between = { " and " }
others-cleared = The other answers were cleared
other-taken-out = The other answer was taken out
numbers-cleared = The numbers were cleared
taken-out = { $what } was taken out
all-of-london = All of London
also-outside = Also outside London
outside-london = Outside London
find-a-borough = Find a borough
boroughs-found = { $count ->
    [one] { $count } borough found
   *[other] { $count } boroughs found
}
chosen-count = { NUMBER($count) } chosen
take-out-this = , take out
name = Name
email = E-mail address
in-pounds = { $name }, in pounds
choose-a-date = Choose a date, or leave it
another-date = Another date
year-ended-on = That financial year ended on
day-month-year = Day, month and year
is-estimate = This is an estimate
not-registered = Not registered
for-example = For example { $example }
postcode = Postcode
borough = Borough
choose = Choose
filled-in = { $borough } was filled in as your borough
from-postcode = { $borough }, from your postcode. Change it if that is not right
looks-like = This postcode looks like { $borough }
may-be-in = This postcode may be in { $boroughs }. Choose the right one
as-last-time = { $borough }, as last time
move-up = Move { $what } up
move-down = Move { $what } down
take-out = Take out { $what }
choose-from-below = Choose from the list below
choose-one-more = Choose one more, or leave it
free-place = Free
in-order = { $name }, in order
take-one-out-first = To choose another, take one out first.
to-choose-from = To choose from
placed = { $what }, place { $place } of { $of }
can-share-out = I can share out 100%
can-only-tick = I can only tick which ones apply
to-share = 100% to share
complete = Complete
still-to-share = { $percent } still to share
too-much = { $percent } too much
total = Total { $percent }
characters-left = { $count ->
    [one] You have { $count } character left
   *[other] You have { $count } characters left
}
characters-over = { $count ->
    [one] You have { $count } character too many
   *[other] You have { $count } characters too many
}
type-a-few-letters = Type a few letters of it
list-on-its-way = The list is on its way to this phone.
nothing-fits = Nothing in the list fits your answers.
found = { $count ->
    [one] { $count } found
   *[other] { $count } found. Type on to see fewer
}
take-away = Take away
taken-away = Taken away
add = Add: { $name }

## Answers read back

yes = Yes
not-answered = Not answered
about-year = About { $year }
an-estimate = { $number }, an estimate
year-ended = Year ended { $day }

## Days and times

day = { $day } { $month } { $year }
day-with-weekday = { $weekday } { $day }
short-day = { $weekday } { $day } { $month } { $year }
moment = { $day }, { $time }
today-at = today, { $time }
month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
# 0 is Thursday, on which 1 January 1970 fell.
weekday = { $weekday ->
    [0] Thursday
    [1] Friday
    [2] Saturday
    [3] Sunday
    [4] Monday
    [5] Tuesday
   *[6] Wednesday
}
weekday-short = { $weekday ->
    [0] Thu
    [1] Fri
    [2] Sat
    [3] Sun
    [4] Mon
    [5] Tue
   *[6] Wed
}

## What is wrong with an answer; no full stop, since it stands alone at its field

tick-to-take-part = Tick the box to take part
postcode-or-borough = Enter your postcode, or choose the borough
enter-it = Enter: { $name }
choose-an-answer = Choose an answer: { $name }
answer-missing = An answer is missing
cannot-be-read = This answer cannot be read. Give it again
unknown-question = This survey does not ask this question
choose-one-shown = Choose one of the answers shown
unknown-row = This survey does not have this row
not-asked = This question is not asked after your other answers
not-both-registered = Choose “Not registered” or give a number, not both
not-both-london = Choose “All of London” or single boroughs, not both
not-both = Choose “{ $answer }” or other answers, not both
none-of-these = None of these
each-once = Choose each answer once
more-than-there-is = That is more than there is to choose from
choose-up-to = Choose up to { $most }
whole-pounds-example = Enter your income in whole pounds, for example 18,400. For none, enter 0
year-example = Enter a year, for example 1998
number-example = Enter a number, for example 12
without-pence = Enter whole pounds, without pence
whole-number-example = Enter a whole number, for example 12
one-decimal = Use one decimal at most, for example 2.5
year-from = Enter a year from { $year } on
or-more = Enter { $least } or more
or-less = Enter { $most } or less
year-in-future = The year you started cannot be after { $year }
day-year-ended = Choose the day on which that year ended
time-example = Enter a time, for example 14:30
day-example = Enter a day, for example 31 March 2026
sum-short = The parts add up to { $sum }%. Share out the last { $rest }%
sum-over = The parts add up to { $sum }%. Take away { $rest }%
shorten-to = Shorten this to { $most } characters
postcode-example = Enter a full postcode, for example E8 1DY
borough-or-outside = Choose the borough, or “Outside London”
borough-from-list = Choose a borough from the list
check-the-number = Check the { $list }: it should look like { $example }
check-number = Check the number
unknown-list = This kind of number is not known here
email-example = Enter an email address, for example name@example.org
worked-out = This is worked out from other answers. Give them again
unreadable = These answers could not be read
unknown-survey = There is no such survey here
unknown-version = This version of the survey is not known here
wrong-phone = Only the phone that sent these answers can change them
no-first = The first answers have not arrived yet

## The outbox

looking = Looking at what is on this phone…
group-needs-you = Needs you
group-waiting = Waiting to go
group-not-finished = Not finished
group-sent = Sent
entry-queued = Waiting
entry-conflict = Arrived twice
entry-withdrawn = Taken back
receipt = Receipt
copy = Make a copy
delete = Delete
mend-and-send = Mend and send
send-again = Send again
sending-now = Sending…
try-now = Try now
save-to-file = { " " }Save to a file
how-safe = How safe is this?
nothing-here = Nothing is on this phone
surveys-are-kept = Surveys that you begin are kept here until they are finished, and finished ones until they are sent.
delete-it = Delete it
keep-it = Keep it
delete-these = Delete these answers?
cannot-be-brought-back = They have not been sent and are nowhere else. They cannot be brought back.
begun = Begun { $when }. Number { $number } on this phone.
finished = Finished { $when }. Number { $number } on this phone.
received = { $title }, received { $when }. Number { $number } on this phone.
tried = Tried { $when }, next try { $next }.
not-reached = We could not reach the server. You can close this page; it goes the next time any page of the survey is open.
come-back-later = The server asked to come back later. You can close this page; it goes the next time any page of the survey is open.
arrived-twice = Other answers had already arrived under the same code. Both are kept, and the organisers decide which ones count.
mend-that-answer = Nothing is lost. Mend that answer and send again.
send-later = Nothing is lost. Send it again later.
ask-with-code = { $words } If you ask for help, the code is { $code }.
line = { $words }.
line-of-question = Question { $question }: { $words }.
keeps-nothing = This browser does not let pages keep anything.
would-be-lost = Answers would be lost when the page is closed. Open the survey in an ordinary window, not a private one.
no-signal-since = No signal since { $time }.
no-signal = No signal.
page-needs-signal = This page needs signal; your answers are safe on this phone.
back = Back
that-is-fine = That is fine: your answers stay on this phone.
surveys-wait = { $count ->
    [one] One finished survey is waiting. You can close this page; it goes the next time this page or any page of the survey is open and there is signal.
   *[other] { $count } finished surveys are waiting. You can close this page; they go the next time this page or any page of a survey is open and there is signal.
}
has-agreed = This browser has agreed to keep your answers until you delete them.
not-promised = This browser has not promised to keep your answers: some forget what has not been opened for seven days. Send them soon, or save them to a file.
takes-room = Sectorwise takes { $size } on this phone; { $left } are left.
if-private = If this is a private window, everything here goes when it is closed.
add-to-home-screen = On an iPhone, add this page to the home screen (Share, then “Add to Home Screen”) before you begin: Safari forgets pages that were not opened for seven days.
not-touched = Not changed for a month. Delete it if it is not needed any more.
no-names = Names of organisations are not shown here, in case others use this phone.
held-in-another-tab = These answers are open in another tab. Close that tab first, then delete them here.
no-room-left = There is no room left on this phone. Nothing was changed.
has-gone = This has just been sent, or was changed in another tab. The list shows how it is now.
did-not-happen = This browser did not let that happen. Nothing was changed. Load the page again and try once more.

## The poster

poster-for = Voluntary and community groups
poster-core = Tell London how your group is doing and what it needs. Your answers are added up with those of other groups; names are never published.
poster-lead = Point a phone’s camera at the code, or type the address.
poster-signal = Works without signal: open it once, answer anywhere.
poster-account = No account and nothing to install.
poster-questions = Questions? Write to
