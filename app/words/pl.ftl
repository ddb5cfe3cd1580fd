### DRAFT. Nobody who speaks Polish has reviewed these words yet.
### Szkic: nikt, kto mówi po polsku, jeszcze tego nie sprawdził.

## The pill in the masthead

pill-saved = Zapisano w telefonie
pill-unsaved = Nie zapisano
pill-offline = Brak zasięgu
pill-queued = Do wysłania: { NUMBER($waiting) }
pill-sending = Wysyłanie
pill-sent = Wysłano
pill-refused = Nie przyjęto

## The page around the questions

skip-to-questions = Przejdź do pytań
skip-to-what-is-here = Przejdź do tego, co jest w tym telefonie
works-without-signal = Ankieta dla organizacji społecznych i wolontariackich w Londynie. Działa bez zasięgu.
foot-answers-stay = Twoje odpowiedzi zostają w tym telefonie, dopóki ich nie wyślesz.
foot-help = Pomoc
foot-privacy = Do czego służą odpowiedzi
foot-accessibility = Dostępność
needs-script = Ta strona potrzebuje JavaScriptu, żeby zachować Twoje odpowiedzi.{ " " }
language = Język
language-not-here = Tego języka nie ma jeszcze w tym telefonie. Pojawi się, gdy będzie zasięg
not-whole = Strona nie wczytała się w całości. Wczytaj ją ponownie.
without-https = Ta strona przyszła bez https. Otwiera się tylko z zasięgiem, inni w tej samej sieci mogą przeczytać to, co wysyłasz, a przeglądarka może usunąć to, co tu przechowuje. Poproś o adres, który zaczyna się od https.
private-window = Ta przeglądarka nie przechowuje stron, tak jak w oknie prywatnym: wyślij odpowiedzi, zanim zamkniesz to okno.
title-error = Błąd:{ " " }

## Before the first question

minutes = Od { $least } do { $most } minut; od { $short-least } do { $short-most }, jeśli nie macie płatnych pracowników, a dochód jest niższy niż £10,000.
minutes-only = Od { $least } do { $most } minut.
kept-and-sent = Działa bez zasięgu: każda odpowiedź zostaje w tym telefonie i jest wysyłana, gdy to możliwe.
open-until = Otwarta do { $day }.
to-hand = Przygotuj
need-help = Jeśli potrzebujesz pomocy
whole-notice = Przeczytaj całą informację
notice-version = Wersja { $version }
start = Zacznij
carry-on = Kontynuuj
began-on = Początek: { $day }.{ " " }
answered-of-stop = Odpowiedzi: { $answered } z { $of }.
answer-for-another = Odpowiedz za inną organizację
others-begun = Inne rozpoczęte ankiety w tym telefonie: { $count }
open-elsewhere = Ta ankieta jest otwarta w innej karcie.
carry-on-there = { " " }Kontynuuj tam. Albo zamknij tamtą kartę i wczytaj tę stronę ponownie.
load-again = Wczytaj ponownie
start-another = Zacznij nową
take-into-new-version = Przenieś moje odpowiedzi do nowej wersji
questions-changed = Pytania się od tego czasu zmieniły. Możesz dokończyć te, które są już zaczęte.
taken-over = Twoje odpowiedzi zostały przeniesione. Tych nie udało się przenieść albo nie w całości, bo pytania się zmieniły:
all-taken-over = Wszystkie Twoje odpowiedzi zostały przeniesione.
new-questions = { $count ->
    [one] Jest { $count } nowe pytanie.
    [few] Są { $count } nowe pytania.
   *[other] Jest { $count } nowych pytań.
}
have-read = Przeczytane

## A page of questions

part-of = Część { $at } z { $of }
minutes-left = { $minutes ->
    [0] jeszcze około minuty
    [one] jeszcze około minuty
   *[other] jeszcze około { $minutes } minut
}
parts-done = { $count ->
    [one] Gotowa { $count } część
    [few] Gotowe wszystkie { $count } części
   *[other] Gotowe wszystkie { $count } części
}
answered-of = Odpowiedzi: { $answered } z { $of }
back-to = Wróć: { $title }
the-start = początek
save-and-continue = Zapisz i kontynuuj
save-and-back = Zapisz i wróć do odpowiedzi
finish-later = Dokończ później
is-this-right = Czy to się zgadza?
there-is-a-problem = Coś się nie zgadza

## The check page

check-your-answers = Sprawdź odpowiedzi
no-signal-fine = Nie masz zasięgu. To nic nie szkodzi.
finish-without-signal = { " " }Możesz zakończyć teraz. Odpowiedzi zostaną w tym telefonie i wyślą się same, gdy będzie zasięg.
answer = Odpowiedz
change = Zmień
finish = Zakończ
finishing = Kończenie…
try-again = Spróbuj ponownie
finish-and-send = Zakończ i wyślij
finish-send-later = Zakończ: wyślij, gdy będzie zasięg
keep-a-copy = Zachowaj kopię dla siebie
after-this = Potem nie można już tutaj zmienić odpowiedzi. Błąd może poprawić Twoje CVS.
only-a-preview = To jest podgląd. W telefonie odpowiedzi zostałyby teraz wysłane.

## What the phone could not do

trouble-blocked = Ta przeglądarka nie pozwala zapisać odpowiedzi w tym telefonie. Zostań na tej stronie, aż odpowiedzi zostaną wysłane, albo otwórz link w innej przeglądarce.
trouble-unsent = Nie udało się ani zapisać odpowiedzi w tym telefonie, ani ich wysłać. Zostań na tej stronie i spróbuj ponownie, gdy będzie zasięg.
trouble-full = Ten telefon jest pełny. Zwolnij trochę miejsca, bo najnowsze odpowiedzi są tylko na ekranie.
trouble-held = Ta ankieta jest otwarta w innej karcie. Kontynuuj tam albo zamknij tamtą kartę i wczytaj tę stronę ponownie.
trouble-failed = Coś poszło nie tak przy zapisywaniu odpowiedzi. To, co jest na ekranie, nadal tu jest. Wczytaj tę stronę ponownie, żeby zobaczyć, co zostało zapisane.
may-ask-to-keep = Jeśli przeglądarka zapyta, czy ta strona może przechowywać dane, zezwól na to.

## The receipt

your-receipt = Twoje potwierdzenie
one-moment = Chwileczkę
no-such-receipt = W tym telefonie nie ma takiego potwierdzenia
thank-you-arrived = Dziękujemy. Twoje odpowiedzi dotarły
not-accepted-yet = Twoje odpowiedzi nie zostały jeszcze przyjęte
thank-you-finished = Dziękujemy. Twoje odpowiedzi są gotowe
on-another-phone = Może jest w innym telefonie albo w innej przeglądarce.{ " " }
see-what-is-here = Zobacz, co jest w tym telefonie
receipt-not-kept = Ten telefon nie mógł zachować potwierdzenia.{ " " }
copy-the-code-first = Skopiuj kod albo zapisz potwierdzenie w pliku, zanim zamkniesz tę stronę.
tried-at = { " " }Ostatnia próba: { $time }.
not-ours = Odpowiedziała strona, która nie jest nasza (może logowanie do Wi-Fi). Nic nie wysłano; próbujemy dalej.
server-busy = Serwer jest zajęty. Sami spróbujemy ponownie.
safe-on-phone = Twoje odpowiedzi są bezpieczne w tym telefonie i wyślą się same, gdy będzie zasięg. Możesz zamknąć tę stronę; wyślą się, gdy następnym razem otworzysz dowolną stronę ankiety.
waiting-to-go = Czeka na wysłanie.{ " " }
others-first = Pod tym samym kodem dotarły wcześniej inne odpowiedzi. Nic nie zginęło: Twoje CVS ma jedne i drugie i zapyta Cię o nie.
it-is-about = { " " }Chodzi o: { $questions }.
mend-and-send-again = Nic nie zginęło.{ $which } Popraw to i wyślij ponownie:{ " " }
on-this-phone = W tym telefonie
your-receipt-code = Kod Twojego potwierdzenia
your-code = Twój kod
fact-survey = Ankieta
fact-finished = Zakończono
fact-received = Otrzymano
fact-version = Wersja
fact-code = Kod
copied = Skopiowano
copy-the-code = Skopiuj kod
save-receipt = Zapisz potwierdzenie i odpowiedzi
save-code = Zapisz kod i odpowiedzi
print-page = Wydrukuj tę stronę
code-proves = Kod dowodzi, że mamy Twoje odpowiedzi. Możesz go podać przez telefon; nie zdradza, co odpowiedziano.
code-stays = Ten kod nie zmieni się, gdy odpowiedzi dotrą. Możesz go podać przez telefon; nie zdradza, co odpowiedziano.
what-happens-now = Co dalej
answers-are-added = Twoje odpowiedzi są dodawane do odpowiedzi innych grup. Nikt poza Twoim CVS i London Hub nie widzi pojedynczych odpowiedzi, chyba że wyrażono na to zgodę.
answers-will-go = Twoje odpowiedzi wyślą się same, gdy będzie zasięg i otwarta dowolna strona ankiety. Wtedy ta strona powie, że dotarły.
closes-on = Ankieta kończy się: { $day }.
results-come-out = Wyniki ukażą się razem i są sprawdzone tak, żeby nie dało się rozpoznać żadnej organizacji.
your-answers = Twoje odpowiedzi
delete-from-phone = Usuń moje odpowiedzi z tego telefonu
must-stay = Twoje odpowiedzi muszą w nim zostać, dopóki nie zostaną wysłane. Potem możesz je tutaj usunąć.
still-on-it = Twoje odpowiedzi nadal w nim są. Możesz je teraz usunąć. Potwierdzenie zostanie.
have-been-deleted = Twoje odpowiedzi zostały usunięte z tego telefonu. Potwierdzenie zostaje.
change-or-take-back = Popraw lub wycofaj
change-or-take-back-here = Popraw te odpowiedzi albo je wycofaj
may-correct = Te odpowiedzi można poprawić do zamknięcia ankiety albo je wycofać.
may-take-back = Te odpowiedzi można wycofać.
correct-answers = Popraw te odpowiedzi
take-back = Wycofaj te odpowiedzi
take-back-sure = Zostaną usunięte wszędzie i nie będą już liczone. Tego nie można cofnąć.
take-back-failed = To się nie udało i nic się nie zmieniło. Potrzebny jest zasięg: spróbuj ponownie.
take-them-back = Tak, wycofaj je
keep-them = Zostaw je
taken-back = Te odpowiedzi zostały wycofane
nothing-is-left = Nie są już liczone. Zostało po nich tylko to potwierdzenie.
is-phone-shared = Czy z tego telefonu korzysta ktoś jeszcze?

## Questions

needs-an-answer = { " · " }wymaga odpowiedzi
clear-answers = Wyczyść te odpowiedzi
clear-answer = Wyczyść tę odpowiedź
cleared = Wyczyszczono
dont-know = Nie wiem
prefer-not-to-say = Wolę nie mówić
or = lub
or-between = { " lub " }
and-between = { " i " }
others-cleared = Pozostałe odpowiedzi zostały wyczyszczone
other-taken-out = Druga odpowiedź została usunięta
numbers-cleared = Numery zostały wyczyszczone
taken-out = Usunięto: { $what }
all-of-london = Cały Londyn
also-outside = Także poza Londynem
outside-london = Poza Londynem
find-a-borough = Znajdź dzielnicę
boroughs-found = { $count ->
    [one] Znaleziono: { $count } dzielnica
    [few] Znaleziono: { $count } dzielnice
   *[other] Znaleziono: { $count } dzielnic
}
chosen-count = Wybrano: { NUMBER($count) }
take-out-this = , usuń
name = Imię i nazwisko
email = Adres e-mail
in-pounds = { $name }, w funtach
choose-a-date = Wybierz datę albo pomiń
another-date = Inna data
year-ended-on = Ten rok finansowy zakończył się
day-month-year = Dzień, miesiąc i rok
is-estimate = To jest szacunek
not-registered = Nie jest zarejestrowana
for-example = Na przykład { $example }
postcode = Kod pocztowy
borough = Dzielnica
choose = Wybierz
filled-in = Wpisano dzielnicę: { $borough }
from-postcode = { $borough }, na podstawie kodu pocztowego. Zmień, jeśli to się nie zgadza
looks-like = Ten kod pocztowy wskazuje na: { $borough }
may-be-in = Ten kod pocztowy może być w: { $boroughs }. Wybierz właściwą dzielnicę
as-last-time = { $borough }, jak ostatnio
move-up = Przesuń w górę: { $what }
move-down = Przesuń w dół: { $what }
take-out = Usuń: { $what }
choose-from-below = Wybierz z listy poniżej
choose-one-more = Wybierz jeszcze jedno albo pomiń
free-place = Wolne
in-order = { $name }, w kolejności
take-one-out-first = Żeby wybrać coś innego, najpierw usuń jedno.
to-choose-from = Do wyboru
placed = { $what }, miejsce { $place } z { $of }
can-share-out = Mogę podzielić 100%
can-only-tick = Mogę tylko zaznaczyć, co nas dotyczy
to-share = 100% do podziału
complete = Gotowe
still-to-share = Do podziału zostało { $percent }
too-much = O { $percent } za dużo
total = Razem { $percent }
characters-left = { $count ->
    [one] Pozostał { $count } znak
    [few] Pozostały { $count } znaki
   *[other] Pozostało { $count } znaków
}
characters-over = { $count ->
    [one] O { $count } znak za dużo
    [few] O { $count } znaki za dużo
   *[other] O { $count } znaków za dużo
}
type-a-few-letters = Wpisz kilka liter
list-on-its-way = Lista jest w drodze do tego telefonu.
nothing-fits = Nic na liście nie pasuje do Twoich odpowiedzi.
found = { $count ->
    [one] Znaleziono { $count }
   *[other] Znaleziono { $count }. Pisz dalej, żeby zobaczyć mniej
}
take-away = Usuń
taken-away = Usunięto
add = Dodaj: { $name }

## Answers read back

yes = Tak
not-answered = Bez odpowiedzi
about-year = Około { $year }
an-estimate = { $number }, szacunek
year-ended = Koniec roku: { $day }

## Days and times

day = { $day } { $month } { $year }
day-with-weekday = { $weekday }, { $day }
short-day = { $weekday } { $day } { $month } { $year }
moment = { $day }, { $time }
today-at = dzisiaj, { $time }
month = { $month ->
    [1] stycznia
    [2] lutego
    [3] marca
    [4] kwietnia
    [5] maja
    [6] czerwca
    [7] lipca
    [8] sierpnia
    [9] września
    [10] października
    [11] listopada
   *[12] grudnia
}
month-short = { $month ->
    [1] sty
    [2] lut
    [3] mar
    [4] kwi
    [5] maj
    [6] cze
    [7] lip
    [8] sie
    [9] wrz
    [10] paź
    [11] lis
   *[12] gru
}
weekday = { $weekday ->
    [0] czwartek
    [1] piątek
    [2] sobota
    [3] niedziela
    [4] poniedziałek
    [5] wtorek
   *[6] środa
}
weekday-short = { $weekday ->
    [0] czw.
    [1] pt.
    [2] sob.
    [3] niedz.
    [4] pon.
    [5] wt.
   *[6] śr.
}

## What is wrong with an answer

tick-to-take-part = Zaznacz pole, żeby wziąć udział
postcode-or-borough = Wpisz kod pocztowy albo wybierz dzielnicę
enter-it = Wpisz: { $name }
choose-an-answer = Wybierz odpowiedź: { $name }
answer-missing = Brakuje odpowiedzi
cannot-be-read = Nie można odczytać tej odpowiedzi. Podaj ją jeszcze raz
unknown-question = W tej ankiecie nie ma tego pytania
choose-one-shown = Wybierz jedną z podanych odpowiedzi
unknown-row = W tej ankiecie nie ma tego wiersza
not-asked = To pytanie nie pojawia się po Twoich innych odpowiedziach
not-both-registered = Wybierz „Nie jest zarejestrowana” albo podaj numer, nie oba naraz
not-both-london = Wybierz „Cały Londyn” albo poszczególne dzielnice, nie oba naraz
not-both = Wybierz „{ $answer }” albo inne odpowiedzi, nie oba naraz
none-of-these = Żadne z tych
each-once = Wybierz każdą odpowiedź tylko raz
more-than-there-is = To więcej, niż jest do wyboru
choose-up-to = Wybierz najwyżej { $most }
whole-pounds-example = Wpisz dochód w pełnych funtach, na przykład 18,400. Jeśli go nie było, wpisz 0
year-example = Wpisz rok, na przykład 1998
number-example = Wpisz liczbę, na przykład 12
without-pence = Wpisz pełne funty, bez pensów
whole-number-example = Wpisz liczbę całkowitą, na przykład 12
one-decimal = Najwyżej jedno miejsce po kropce, na przykład 2.5
year-from = Wpisz rok od { $year }
or-more = Wpisz { $least } lub więcej
or-less = Wpisz { $most } lub mniej
year-in-future = Rok rozpoczęcia nie może być późniejszy niż { $year }
day-year-ended = Wybierz dzień, w którym ten rok się zakończył
time-example = Wpisz godzinę, na przykład 14:30
day-example = Wpisz dzień, na przykład 31 marca 2026
sum-short = Części dają razem { $sum }%. Rozdziel pozostałe { $rest }%
sum-over = Części dają razem { $sum }%. Odejmij { $rest }%
shorten-to = Skróć do { $most } znaków
postcode-example = Wpisz pełny kod pocztowy, na przykład E8 1DY
borough-or-outside = Wybierz dzielnicę albo „Poza Londynem”
borough-from-list = Wybierz dzielnicę z listy
check-the-number = Sprawdź ({ $list }): powinno wyglądać tak: { $example }
check-number = Sprawdź numer
unknown-list = Ten rodzaj numeru nie jest tu znany
email-example = Wpisz adres e-mail, na przykład name@example.org
worked-out = To jest obliczane z innych odpowiedzi. Podaj je jeszcze raz
unreadable = Nie udało się odczytać tych odpowiedzi
unknown-survey = Nie ma tu takiej ankiety
unknown-version = Ta wersja ankiety nie jest tu znana
wrong-phone = Te odpowiedzi można zmienić tylko w telefonie, z którego je wysłano
no-first = Pierwsze odpowiedzi jeszcze nie dotarły

## The outbox

looking = Sprawdzamy, co jest w tym telefonie…
group-needs-you = Wymaga Twojej uwagi
group-waiting = Czeka na wysłanie
group-not-finished = Niedokończone
group-sent = Wysłane
entry-queued = Czeka
entry-conflict = Dotarło dwa razy
entry-withdrawn = Wycofane
receipt = Potwierdzenie
copy = Zrób kopię
delete = Usuń
mend-and-send = Popraw i wyślij
send-again = Wyślij ponownie
sending-now = Wysyłanie…
try-now = Spróbuj teraz
save-to-file = { " " }Zapisz w pliku
how-safe = Czy to bezpieczne?
nothing-here = W tym telefonie nic nie ma
surveys-are-kept = Zaczęte ankiety są tu przechowywane, aż je dokończysz, a dokończone, aż zostaną wysłane.
delete-it = Usuń
keep-it = Zostaw
delete-these = Usunąć te odpowiedzi?
cannot-be-brought-back = Nie zostały wysłane i nie ma ich nigdzie indziej. Nie da się ich przywrócić.
begun = Początek: { $when }. Numer { $number } w tym telefonie.
finished = Zakończono: { $when }. Numer { $number } w tym telefonie.
received = { $title }, otrzymano: { $when }. Numer { $number } w tym telefonie.
tried = Ostatnia próba: { $when }, następna: { $next }.
not-reached = Nie udało się połączyć z serwerem. Możesz zamknąć tę stronę; wyśle się, gdy następnym razem otworzysz dowolną stronę ankiety.
come-back-later = Serwer prosi, żeby spróbować później. Możesz zamknąć tę stronę; wyśle się, gdy następnym razem otworzysz dowolną stronę ankiety.
arrived-twice = Pod tym samym kodem dotarły już inne odpowiedzi. Zachowano jedne i drugie, a organizatorzy zdecydują, które się liczą.
mend-that-answer = Nic nie zginęło. Popraw tę odpowiedź i wyślij ponownie.
send-later = Nic nie zginęło. Wyślij ponownie później.
ask-with-code = { $words } Jeśli prosisz o pomoc, podaj kod { $code }.
line = { $words }.
line-of-question = Pytanie { $question }: { $words }.
keeps-nothing = Ta przeglądarka nie pozwala stronom niczego zapisywać.
would-be-lost = Odpowiedzi zginęłyby po zamknięciu strony. Otwórz ankietę w zwykłym oknie, nie w prywatnym.
no-signal-since = Brak zasięgu od { $time }.
no-signal = Brak zasięgu.
page-needs-signal = Ta strona wymaga zasięgu; Twoje odpowiedzi są bezpieczne w tym telefonie.
back = Wróć
that-is-fine = To nic nie szkodzi: Twoje odpowiedzi zostają w tym telefonie.
surveys-wait = { $count ->
    [one] Czeka { $count } dokończona ankieta. Możesz zamknąć tę stronę; wyśle się, gdy następnym razem będzie otwarta ta lub dowolna strona ankiety i będzie zasięg.
    [few] Czekają { $count } dokończone ankiety. Możesz zamknąć tę stronę; wyślą się, gdy następnym razem będzie otwarta ta lub dowolna strona ankiety i będzie zasięg.
   *[other] Czeka { $count } dokończonych ankiet. Możesz zamknąć tę stronę; wyślą się, gdy następnym razem będzie otwarta ta lub dowolna strona ankiety i będzie zasięg.
}
has-agreed = Ta przeglądarka zgodziła się przechować Twoje odpowiedzi, dopóki ich nie usuniesz.
not-promised = Ta przeglądarka nie obiecała przechować Twoich odpowiedzi: niektóre zapominają to, czego nie otwierano przez siedem dni. Wyślij je wkrótce albo zapisz w pliku.
takes-room = Sectorwise zajmuje { $size } w tym telefonie; zostało { $left }.
if-private = Jeśli to okno prywatne, wszystko stąd zniknie po jego zamknięciu.
add-to-home-screen = Na iPhonie dodaj tę stronę do ekranu początkowego (Udostępnij, potem „Do ekranu początkowego”), zanim zaczniesz: Safari zapomina strony nieotwierane przez siedem dni.
not-touched = Bez zmian od miesiąca. Usuń, jeśli nie jest już potrzebne.
no-names = Nazwy organizacji nie są tu pokazywane, bo z tego telefonu może korzystać ktoś jeszcze.
held-in-another-tab = Te odpowiedzi są otwarte w innej karcie. Najpierw zamknij tamtą kartę, a potem usuń je tutaj.
no-room-left = W tym telefonie nie ma już miejsca. Nic się nie zmieniło.
has-gone = To właśnie zostało wysłane albo zmienione w innej karcie. Lista pokazuje, jak jest teraz.
did-not-happen = Ta przeglądarka na to nie pozwoliła. Nic się nie zmieniło. Wczytaj stronę ponownie i spróbuj jeszcze raz.

## The poster

poster-for = Organizacje społeczne i grupy lokalne
poster-core = Powiedz Londynowi, jak radzi sobie Twoja grupa i czego potrzebuje. Twoje odpowiedzi są sumowane z odpowiedziami innych grup; nazw nigdy nie publikujemy.
poster-lead = Skieruj aparat telefonu na kod albo wpisz adres.
poster-signal = Działa bez zasięgu: otwórz raz, odpowiadaj gdziekolwiek.
poster-account = Bez konta i bez instalowania.
poster-questions = Pytania? Napisz do
