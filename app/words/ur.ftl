### DRAFT. Nobody who speaks Urdu has reviewed these words yet.
### مسودہ: ابھی تک کسی اردو بولنے والے نے اسے نہیں دیکھا۔

## The pill in the masthead

pill-saved = فون پر محفوظ
pill-unsaved = محفوظ نہیں
pill-offline = سگنل نہیں
pill-queued = { NUMBER($waiting) } بھیجنے کو باقی
pill-sending = بھیجا جا رہا ہے
pill-sent = بھیج دیا گیا
pill-refused = قبول نہیں ہوا

## The page around the questions

skip-to-questions = سیدھے سوالوں پر جائیں
skip-to-what-is-here = سیدھے اس فون کی فہرست پر جائیں
works-without-signal = لندن کی رضاکار اور کمیونٹی تنظیموں کا سروے۔ یہ سگنل کے بغیر بھی چلتا ہے۔
foot-answers-stay = آپ کے جوابات بھیجنے تک اسی فون پر رہتے ہیں۔
foot-help = مدد
foot-privacy = جوابات کا استعمال
foot-accessibility = رسائی
needs-script = جوابات محفوظ رکھنے کے لیے اس صفحے کو جاوا اسکرپٹ چاہیے۔{ " " }
language = زبان
language-not-here = یہ زبان ابھی اس فون پر نہیں ہے۔ سگنل آنے پر مل جائے گی
not-whole = یہ صفحہ پورا نہیں کھلا۔ اسے دوبارہ کھولیں۔
without-https = یہ صفحہ https کے بغیر آیا ہے۔ یہ صرف سگنل کے ساتھ کھلتا ہے، نیٹ ورک پر دوسرے لوگ آپ کی بھیجی ہوئی باتیں پڑھ سکتے ہیں، اور براؤزر یہاں محفوظ چیزیں مٹا سکتا ہے۔ ایسا پتہ مانگیں جو https سے شروع ہو۔
private-window = یہ براؤزر صفحے محفوظ نہیں رکھتا، جیسے نجی ونڈو میں: اسے بند کرنے سے پہلے جوابات بھیج دیں۔
title-error = غلطی:{ " " }

## Before the first question

minutes = { $least } سے { $most } منٹ؛ اگر آپ کے ہاں تنخواہ دار عملہ نہیں اور آمدنی £10,000 سے کم ہے تو { $short-least } سے { $short-most } منٹ۔
minutes-only = { $least } سے { $most } منٹ۔
kept-and-sent = سگنل کے بغیر چلتا ہے: ہر جواب اس فون پر محفوظ رہتا ہے اور موقع ملتے ہی بھیج دیا جاتا ہے۔
open-until = { $day } تک کھلا ہے۔
to-hand = یہ چیزیں پاس رکھیں
need-help = اگر آپ کو مدد چاہیے
whole-notice = پوری معلومات پڑھیں
notice-version = نسخہ { $version }
start = شروع کریں
carry-on = جاری رکھیں
began-on = آپ نے { $day } کو شروع کیا۔{ " " }
answered-of-stop = { $of } میں سے { $answered } کے جواب دیے گئے۔
answer-for-another = کسی دوسری تنظیم کی طرف سے جواب دیں
others-begun = آپ کے شروع کیے ہوئے اور سروے اس فون پر: { $count }
open-elsewhere = یہ سروے ایک اور ٹیب میں کھلا ہے۔
carry-on-there = { " " }وہاں جاری رکھیں۔ یا وہ ٹیب بند کر کے یہ صفحہ دوبارہ کھولیں۔
load-again = دوبارہ کھولیں
start-another = نیا شروع کریں
take-into-new-version = میرے جوابات نئے نسخے میں لے جائیں
questions-changed = اس کے بعد سوال بدل گئے ہیں۔ جو آپ نے شروع کیے تھے وہ مکمل کر سکتے ہیں۔
taken-over = آپ کے جوابات منتقل ہو گئے۔ سوال بدلنے کی وجہ سے یہ منتقل نہ ہو سکے، یا پورے نہ ہو سکے:
all-taken-over = آپ کے تمام جوابات منتقل ہو گئے۔
new-questions = { $count ->
    [one] { $count } نیا سوال ہے۔
   *[other] { $count } نئے سوال ہیں۔
}
have-read = میں نے پڑھ لیا

## A page of questions

part-of = حصہ { $at } از { $of }
minutes-left = { $minutes ->
    [0] تقریباً ایک منٹ باقی
    [one] تقریباً ایک منٹ باقی
   *[other] تقریباً { $minutes } منٹ باقی
}
parts-done = تمام { NUMBER($count) } حصے مکمل
answered-of = { $of } میں سے { $answered } کے جواب دیے گئے
back-to = واپس: { $title }
the-start = آغاز
save-and-continue = محفوظ کریں اور آگے بڑھیں
save-and-back = محفوظ کریں اور جوابات پر واپس جائیں
finish-later = بعد میں مکمل کریں
is-this-right = کیا یہ درست ہے؟
there-is-a-problem = کچھ درست نہیں ہے

## The check page

check-your-answers = اپنے جوابات دیکھ لیں
no-signal-fine = سگنل نہیں ہے۔ کوئی بات نہیں۔
finish-without-signal = { " " }آپ ابھی مکمل کر سکتے ہیں۔ آپ کے جوابات اس فون پر رہیں گے اور سگنل آنے پر خود چلے جائیں گے۔
answer = جواب دیں
change = بدلیں
finish = مکمل کریں
finishing = مکمل ہو رہا ہے…
try-again = دوبارہ کوشش کریں
finish-and-send = مکمل کریں اور بھیجیں
finish-send-later = مکمل کریں: سگنل آنے پر بھیجیں
keep-a-copy = اپنے لیے ایک نقل رکھیں
after-this = اس کے بعد آپ یہاں جوابات نہیں بدل سکتے۔ آپ کا CVS غلطی درست کر سکتا ہے۔
only-a-preview = یہ صرف نمونہ ہے۔ فون پر جوابات اب بھیج دیے جاتے۔

## What the phone could not do

trouble-blocked = یہ براؤزر ہمیں اس فون پر جوابات رکھنے نہیں دیتا۔ جوابات بھیجے جانے تک اسی صفحے پر رہیں، یا لنک کسی اور براؤزر میں کھولیں۔
trouble-unsent = یہ جوابات نہ اس فون پر رکھے جا سکے اور نہ بھیجے جا سکے۔ اسی صفحے پر رہیں اور سگنل آنے پر دوبارہ کوشش کریں۔
trouble-full = یہ فون بھر گیا ہے۔ کچھ جگہ خالی کریں، ورنہ تازہ جوابات صرف اسکرین پر ہیں۔
trouble-held = یہ سروے ایک اور ٹیب میں کھلا ہے۔ وہاں جاری رکھیں، یا وہ ٹیب بند کر کے یہ صفحہ دوبارہ کھولیں۔
trouble-failed = جوابات رکھنے میں کچھ گڑبڑ ہوئی۔ جو اسکرین پر ہے وہ اب بھی موجود ہے۔ جو محفوظ ہے اسے دیکھنے کے لیے یہ صفحہ دوبارہ کھولیں۔
may-ask-to-keep = اگر براؤزر پوچھے کہ کیا یہ صفحہ معلومات رکھ سکتا ہے تو اجازت دیں۔

## The receipt

your-receipt = آپ کی رسید
one-moment = ایک لمحہ
no-such-receipt = اس فون پر ایسی کوئی رسید نہیں ہے
thank-you-arrived = شکریہ۔ آپ کے جوابات پہنچ گئے
not-accepted-yet = آپ کے جوابات ابھی قبول نہیں ہوئے
thank-you-finished = شکریہ۔ آپ کے جوابات مکمل ہیں
on-another-phone = شاید یہ کسی اور فون یا براؤزر میں ہو۔{ " " }
see-what-is-here = دیکھیں اس فون پر کیا ہے
receipt-not-kept = یہ فون رسید محفوظ نہیں رکھ سکا۔{ " " }
copy-the-code-first = یہ صفحہ بند کرنے سے پہلے کوڈ نقل کر لیں، یا رسید فائل میں محفوظ کر لیں۔
tried-at = { " " }{ $time } پر کوشش کی گئی۔
not-ours = کسی اور کا صفحہ کھلا (شاید وائی فائی کا لاگ اِن)۔ کچھ نہیں بھیجا گیا؛ ہم کوشش جاری رکھے ہوئے ہیں۔
server-busy = سرور مصروف ہے۔ ہم خود دوبارہ کوشش کریں گے۔
safe-on-phone = آپ کے جوابات اس فون پر محفوظ ہیں اور سگنل آنے پر خود چلے جائیں گے۔ آپ یہ صفحہ بند کر سکتے ہیں؛ اگلی بار سروے کا کوئی بھی صفحہ کھلنے پر یہ چلے جائیں گے۔
waiting-to-go = بھیجے جانے کے منتظر۔{ " " }
others-first = اسی کوڈ کے ساتھ پہلے ہی دوسرے جوابات پہنچ چکے تھے۔ کچھ ضائع نہیں ہوا: آپ کے CVS کے پاس دونوں ہیں اور وہ آپ سے پوچھے گا۔
it-is-about = { " " }یہ { $questions } کے بارے میں ہے۔
mend-and-send-again = کچھ ضائع نہیں ہوا۔{ $which } اسے درست کر کے دوبارہ بھیجیں:{ " " }
on-this-phone = اس فون پر
your-receipt-code = آپ کی رسید کا کوڈ
your-code = آپ کا کوڈ
fact-survey = سروے
fact-finished = مکمل ہوا
fact-received = موصول ہوا
fact-version = نسخہ
fact-code = کوڈ
copied = نقل ہو گیا
copy-the-code = کوڈ نقل کریں
save-receipt = رسید اور جوابات محفوظ کریں
save-code = کوڈ اور جوابات محفوظ کریں
print-page = یہ صفحہ پرنٹ کریں
code-proves = یہ کوڈ ثابت کرتا ہے کہ آپ کے جوابات ہمارے پاس ہیں۔ آپ اسے ٹیلیفون پر پڑھ کر سنا سکتے ہیں؛ اس سے آپ کے جوابات ظاہر نہیں ہوتے۔
code-stays = جوابات پہنچنے پر بھی یہ کوڈ یہی رہے گا۔ آپ اسے ٹیلیفون پر پڑھ کر سنا سکتے ہیں؛ اس سے آپ کے جوابات ظاہر نہیں ہوتے۔
what-happens-now = اب کیا ہوگا
answers-are-added = آپ کے جوابات دوسری تنظیموں کے جوابات میں شامل کیے جاتے ہیں۔ آپ کے CVS اور London Hub کے سوا کوئی ایک ایک جواب نہیں دیکھتا، جب تک آپ نے اجازت نہ دی ہو۔
answers-will-go = سگنل ہو اور سروے کا کوئی بھی صفحہ کھلا ہو تو آپ کے جوابات خود چلے جائیں گے۔ پھر یہ صفحہ بتائے گا کہ وہ پہنچ گئے۔
closes-on = سروے { $day } کو بند ہوگا۔
results-come-out = نتائج ایک ساتھ شائع ہوں گے، اور دیکھ لیا جاتا ہے کہ کوئی تنظیم پہچانی نہ جا سکے۔
your-answers = آپ کے جوابات
delete-from-phone = میرے جوابات اس فون سے مٹا دیں
must-stay = بھیجے جانے تک آپ کے جوابات کا اس پر رہنا ضروری ہے۔ اس کے بعد آپ انھیں یہاں مٹا سکتے ہیں۔
still-on-it = آپ کے جوابات اب بھی اس پر ہیں۔ آپ انھیں ابھی مٹا سکتے ہیں۔ رسید باقی رہے گی۔
have-been-deleted = آپ کے جوابات اس فون سے مٹا دیے گئے۔ رسید باقی ہے۔
change-or-take-back = درست کریں یا واپس لیں
change-or-take-back-here = یہ جوابات درست کریں یا واپس لے لیں
may-correct = سروے بند ہونے تک آپ یہ جوابات درست کر سکتے ہیں، یا واپس لے سکتے ہیں۔
may-take-back = آپ یہ جوابات واپس لے سکتے ہیں۔
correct-answers = یہ جوابات درست کریں
take-back = یہ جوابات واپس لیں
take-back-sure = یہ ہر جگہ سے حذف ہو جائیں گے اور گنے نہیں جائیں گے۔ اسے واپس نہیں کیا جا سکتا۔
take-back-failed = یہ نہیں پہنچا، اور کچھ نہیں بدلا۔ اس کے لیے سگنل ضروری ہے: دوبارہ کوشش کریں۔
take-them-back = ہاں، واپس لے لیں
keep-them = انھیں رہنے دیں
taken-back = آپ نے یہ جوابات واپس لے لیے
nothing-is-left = یہ اب گنے نہیں جاتے۔ ان میں سے اس رسید کے سوا کچھ باقی نہیں۔
is-phone-shared = کیا یہ فون کوئی اور بھی استعمال کرتا ہے؟

## Questions

needs-an-answer = { " · " }جواب ضروری ہے
clear-answers = یہ جوابات ہٹا دیں
clear-answer = یہ جواب ہٹا دیں
cleared = ہٹا دیا گیا
dont-know = معلوم نہیں
prefer-not-to-say = نہ بتانا بہتر ہے
or = یا
or-between = { " یا " }
and-between = { " اور " }
others-cleared = باقی جوابات ہٹا دیے گئے
other-taken-out = دوسرا جواب نکال دیا گیا
numbers-cleared = نمبر ہٹا دیے گئے
taken-out = { $what } نکال دیا گیا
all-of-london = پورا لندن
also-outside = لندن سے باہر بھی
outside-london = لندن سے باہر
find-a-borough = بورو تلاش کریں
boroughs-found = { $count ->
    [one] { $count } بورو ملی
   *[other] { $count } بورو ملیں
}
chosen-count = { NUMBER($count) } منتخب
take-out-this = ، نکالیں
name = نام
email = ای میل پتہ
in-pounds = { $name }، پاؤنڈ میں
choose-a-date = تاریخ چنیں، یا چھوڑ دیں
another-date = کوئی اور تاریخ
year-ended-on = وہ مالی سال ختم ہوا
day-month-year = دن، مہینہ اور سال
is-estimate = یہ اندازہ ہے
not-registered = رجسٹرڈ نہیں
for-example = مثلاً { $example }
postcode = پوسٹ کوڈ
borough = بورو
choose = چنیں
filled-in = آپ کی بورو { $borough } لکھ دی گئی
from-postcode = { $borough }، آپ کے پوسٹ کوڈ سے۔ درست نہ ہو تو بدل دیں
looks-like = یہ پوسٹ کوڈ { $borough } کا لگتا ہے
may-be-in = یہ پوسٹ کوڈ { $boroughs } میں ہو سکتا ہے۔ درست بورو چنیں
as-last-time = { $borough }، پچھلی بار کی طرح
move-up = { $what } اوپر کریں
move-down = { $what } نیچے کریں
take-out = { $what } نکالیں
choose-from-below = نیچے کی فہرست سے چنیں
choose-one-more = ایک اور چنیں، یا چھوڑ دیں
free-place = خالی
in-order = { $name }، ترتیب سے
take-one-out-first = کوئی اور چننے کے لیے پہلے ایک نکالیں۔
to-choose-from = چننے کے لیے
placed = { $what }، جگہ { $place } از { $of }
can-share-out = میں 100% تقسیم کر سکتا/سکتی ہوں
can-only-tick = میں صرف نشان لگا سکتا/سکتی ہوں کہ کون سے لاگو ہیں
to-share = تقسیم کے لیے 100%
complete = مکمل
still-to-share = { $percent } تقسیم کرنا باقی
too-much = { $percent } زیادہ
total = کل { $percent }
characters-left = { $count ->
    [one] { $count } حرف باقی ہے
   *[other] { $count } حروف باقی ہیں
}
characters-over = { $count ->
    [one] { $count } حرف زیادہ ہے
   *[other] { $count } حروف زیادہ ہیں
}
type-a-few-letters = اس کے چند حروف لکھیں
list-on-its-way = فہرست اس فون پر آ رہی ہے۔
nothing-fits = فہرست میں کچھ بھی آپ کے جوابات سے میل نہیں کھاتا۔
found = { $count ->
    [one] { $count } ملا
   *[other] { $count } ملے۔ کم دیکھنے کے لیے مزید لکھیں
}
take-away = ہٹائیں
taken-away = ہٹا دیا گیا
add = شامل کریں: { $name }

## Answers read back

yes = ہاں
not-answered = جواب نہیں دیا گیا
about-year = تقریباً { $year }
an-estimate = { $number }، اندازہ
year-ended = سال ختم ہوا: { $day }

## Days and times

day = { $day } { $month } { $year }
day-with-weekday = { $weekday }، { $day }
short-day = { $weekday } { $day } { $month } { $year }
moment = { $day }، { $time }
today-at = آج، { $time }
month = { $month ->
    [1] جنوری
    [2] فروری
    [3] مارچ
    [4] اپریل
    [5] مئی
    [6] جون
    [7] جولائی
    [8] اگست
    [9] ستمبر
    [10] اکتوبر
    [11] نومبر
   *[12] دسمبر
}
month-short = { $month ->
    [1] جنوری
    [2] فروری
    [3] مارچ
    [4] اپریل
    [5] مئی
    [6] جون
    [7] جولائی
    [8] اگست
    [9] ستمبر
    [10] اکتوبر
    [11] نومبر
   *[12] دسمبر
}
weekday = { $weekday ->
    [0] جمعرات
    [1] جمعہ
    [2] ہفتہ
    [3] اتوار
    [4] پیر
    [5] منگل
   *[6] بدھ
}
weekday-short = { $weekday ->
    [0] جمعرات
    [1] جمعہ
    [2] ہفتہ
    [3] اتوار
    [4] پیر
    [5] منگل
   *[6] بدھ
}

## What is wrong with an answer

tick-to-take-part = حصہ لینے کے لیے خانے پر نشان لگائیں
postcode-or-borough = اپنا پوسٹ کوڈ لکھیں، یا بورو چنیں
enter-it = لکھیں: { $name }
choose-an-answer = جواب چنیں: { $name }
answer-missing = ایک جواب باقی ہے
cannot-be-read = یہ جواب پڑھا نہیں جا سکا۔ دوبارہ دیں
unknown-question = اس سروے میں یہ سوال نہیں ہے
choose-one-shown = دکھائے گئے جوابات میں سے ایک چنیں
unknown-row = اس سروے میں یہ سطر نہیں ہے
not-asked = آپ کے باقی جوابات کے بعد یہ سوال نہیں پوچھا جاتا
not-both-registered = ”رجسٹرڈ نہیں“ چنیں یا نمبر دیں، دونوں نہیں
not-both-london = ”پورا لندن“ چنیں یا الگ الگ بورو، دونوں نہیں
not-both = ”{ $answer }“ چنیں یا دوسرے جوابات، دونوں نہیں
none-of-these = ان میں سے کوئی نہیں
each-once = ہر جواب ایک بار چنیں
more-than-there-is = یہ چننے کے لیے موجود جوابات سے زیادہ ہے
choose-up-to = زیادہ سے زیادہ { $most } چنیں
whole-pounds-example = اپنی آمدنی پورے پاؤنڈ میں لکھیں، مثلاً 18,400۔ نہ ہو تو 0 لکھیں
year-example = سال لکھیں، مثلاً 1998
number-example = عدد لکھیں، مثلاً 12
without-pence = پورے پاؤنڈ لکھیں، پینس کے بغیر
whole-number-example = پورا عدد لکھیں، مثلاً 12
one-decimal = اعشاریے کے بعد زیادہ سے زیادہ ایک ہندسہ، مثلاً 2.5
year-from = { $year } یا اس کے بعد کا سال لکھیں
or-more = { $least } یا زیادہ لکھیں
or-less = { $most } یا کم لکھیں
year-in-future = آغاز کا سال { $year } کے بعد نہیں ہو سکتا
day-year-ended = وہ دن چنیں جب وہ سال ختم ہوا
time-example = وقت لکھیں، مثلاً 14:30
day-example = دن لکھیں، مثلاً 31 مارچ 2026
sum-short = حصوں کا مجموعہ { $sum }% ہے۔ باقی { $rest }% بھی تقسیم کریں
sum-over = حصوں کا مجموعہ { $sum }% ہے۔ { $rest }% کم کریں
shorten-to = اسے { $most } حروف تک مختصر کریں
postcode-example = پورا پوسٹ کوڈ لکھیں، مثلاً E8 1DY
borough-or-outside = بورو چنیں، یا ”لندن سے باہر“
borough-from-list = فہرست میں سے بورو چنیں
check-the-number = { $list } دیکھ لیں: یہ ایسا ہونا چاہیے: { $example }
check-number = نمبر دیکھ لیں
unknown-list = نمبر کی یہ قسم یہاں معلوم نہیں
email-example = ای میل پتہ لکھیں، مثلاً name@example.org
worked-out = یہ دوسرے جوابات سے نکالا جاتا ہے۔ وہ دوبارہ دیں
unreadable = یہ جوابات پڑھے نہیں جا سکے
unknown-survey = یہاں ایسا کوئی سروے نہیں ہے
unknown-version = سروے کا یہ نسخہ یہاں معلوم نہیں
wrong-phone = یہ جوابات صرف اسی فون سے بدلے جا سکتے ہیں جس نے بھیجے تھے
no-first = پہلے جوابات ابھی نہیں پہنچے

## The outbox

looking = دیکھا جا رہا ہے کہ اس فون پر کیا ہے…
group-needs-you = آپ کی توجہ چاہیے
group-waiting = بھیجے جانے کے منتظر
group-not-finished = نامکمل
group-sent = بھیجے گئے
entry-queued = منتظر
entry-conflict = دو بار پہنچا
entry-withdrawn = واپس لیے گئے
receipt = رسید
copy = نقل بنائیں
delete = مٹائیں
mend-and-send = درست کر کے بھیجیں
send-again = دوبارہ بھیجیں
sending-now = بھیجا جا رہا ہے…
try-now = ابھی کوشش کریں
save-to-file = { " " }فائل میں محفوظ کریں
how-safe = یہ کتنا محفوظ ہے؟
nothing-here = اس فون پر کچھ نہیں ہے
surveys-are-kept = جو سروے آپ شروع کریں وہ مکمل ہونے تک، اور مکمل سروے بھیجے جانے تک، یہاں رہتے ہیں۔
delete-it = مٹا دیں
keep-it = رہنے دیں
delete-these = یہ جوابات مٹا دیں؟
cannot-be-brought-back = یہ بھیجے نہیں گئے اور کہیں اور موجود نہیں۔ انھیں واپس نہیں لایا جا سکتا۔
begun = آغاز { $when }۔ اس فون پر نمبر { $number }۔
finished = مکمل { $when }۔ اس فون پر نمبر { $number }۔
received = { $title }، موصول { $when }۔ اس فون پر نمبر { $number }۔
tried = کوشش { $when }، اگلی کوشش { $next }۔
not-reached = ہم سرور تک نہیں پہنچ سکے۔ آپ یہ صفحہ بند کر سکتے ہیں؛ اگلی بار سروے کا کوئی بھی صفحہ کھلنے پر یہ چلا جائے گا۔
come-back-later = سرور نے بعد میں آنے کو کہا ہے۔ آپ یہ صفحہ بند کر سکتے ہیں؛ اگلی بار سروے کا کوئی بھی صفحہ کھلنے پر یہ چلا جائے گا۔
arrived-twice = اسی کوڈ کے ساتھ پہلے ہی دوسرے جوابات پہنچ چکے تھے۔ دونوں محفوظ ہیں، اور منتظمین طے کریں گے کہ کون سے شمار ہوں۔
mend-that-answer = کچھ ضائع نہیں ہوا۔ وہ جواب درست کر کے دوبارہ بھیجیں۔
send-later = کچھ ضائع نہیں ہوا۔ بعد میں دوبارہ بھیجیں۔
ask-with-code = { $words } مدد مانگیں تو کوڈ یہ ہے: { $code }۔
line = { $words }۔
line-of-question = سوال { $question }: { $words }۔
keeps-nothing = یہ براؤزر صفحوں کو کچھ محفوظ رکھنے نہیں دیتا۔
would-be-lost = صفحہ بند کرنے پر جوابات ضائع ہو جائیں گے۔ سروے عام ونڈو میں کھولیں، پرائیویٹ میں نہیں۔
no-signal-since = { $time } سے سگنل نہیں ہے۔
no-signal = سگنل نہیں ہے۔
page-needs-signal = اس صفحے کے لیے سگنل ضروری ہے؛ آپ کے جوابات اس فون پر محفوظ ہیں۔
back = واپس
that-is-fine = کوئی بات نہیں: آپ کے جوابات اسی فون پر رہیں گے۔
surveys-wait = { $count ->
    [one] { $count } مکمل سروے منتظر ہے۔ آپ یہ صفحہ بند کر سکتے ہیں؛ اگلی بار یہ صفحہ یا سروے کا کوئی صفحہ کھلا ہو اور سگنل ہو تو یہ چلا جائے گا۔
   *[other] { $count } مکمل سروے منتظر ہیں۔ آپ یہ صفحہ بند کر سکتے ہیں؛ اگلی بار یہ صفحہ یا سروے کا کوئی صفحہ کھلا ہو اور سگنل ہو تو یہ چلے جائیں گے۔
}
has-agreed = اس براؤزر نے آپ کے جوابات آپ کے مٹانے تک رکھنے کی ہامی بھری ہے۔
not-promised = اس براؤزر نے آپ کے جوابات رکھنے کا وعدہ نہیں کیا: کچھ براؤزر سات دن تک نہ کھولی گئی چیزیں بھلا دیتے ہیں۔ انھیں جلد بھیجیں، یا فائل میں محفوظ کریں۔
takes-room = Sectorwise اس فون پر { $size } لیتا ہے؛ { $left } باقی ہیں۔
if-private = اگر یہ نجی ونڈو ہے تو بند ہونے پر یہاں سے سب کچھ مٹ جائے گا۔
add-to-home-screen = آئی فون پر شروع کرنے سے پہلے اس صفحے کو ہوم اسکرین پر شامل کریں (شیئر، پھر “Add to Home Screen”): سفاری سات دن تک نہ کھولے گئے صفحات بھلا دیتا ہے۔
not-touched = ایک مہینے سے نہیں بدلا۔ اگر اب ضرورت نہیں تو مٹا دیں۔
no-names = تنظیموں کے نام یہاں نہیں دکھائے جاتے، کہ شاید کوئی اور بھی یہ فون استعمال کرتا ہو۔
held-in-another-tab = یہ جوابات ایک اور ٹیب میں کھلے ہیں۔ پہلے وہ ٹیب بند کریں، پھر انھیں یہاں مٹائیں۔
no-room-left = اس فون پر جگہ نہیں رہی۔ کچھ نہیں بدلا۔
has-gone = یہ ابھی بھیجا گیا، یا کسی اور ٹیب میں بدلا گیا۔ فہرست موجودہ حال دکھاتی ہے۔
did-not-happen = اس براؤزر نے ایسا نہیں ہونے دیا۔ کچھ نہیں بدلا۔ صفحہ دوبارہ کھول کر ایک بار پھر کوشش کریں۔

## The poster

poster-for = رضاکار اور سماجی گروپ
poster-core = لندن کو بتائیں کہ آپ کا گروپ کیسا چل رہا ہے اور اسے کیا چاہیے۔ آپ کے جوابات دوسرے گروپوں کے جوابات کے ساتھ جمع کیے جاتے ہیں؛ نام کبھی شائع نہیں ہوتے۔
poster-lead = فون کا کیمرہ کوڈ کی طرف کریں، یا پتہ ٹائپ کریں۔
poster-signal = سگنل کے بغیر چلتا ہے: ایک بار کھولیں، کہیں بھی جواب دیں۔
poster-account = نہ اکاؤنٹ چاہیے، نہ کچھ انسٹال کرنا ہے۔
poster-questions = سوال ہیں؟ یہاں لکھیں:
