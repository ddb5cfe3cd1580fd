//! Expressions at random, by the kind of value that they give, so that most of them mean something.

/// The same numbers each time (xorshift).
pub struct Random(u64);

const NUMBERS: [&str; 12] = ["0", "1", "2", "3", "0.5", "2.5", "10", "100", "1234.5678", "0.001", "20000", "7"];
const NUMBER_QUESTIONS: [&str; 6] = ["${n0}", "${n1}", "${n2}", "${n3}", ".", "${t3}"];
const TEXTS: [&str; 14] = [
    "''",
    "'a'",
    "'yes'",
    "'Hackney'",
    "'red'",
    "' '",
    "'12'",
    "'-2.5'",
    "'ck'",
    "'Łódź'",
    "'a b'",
    "'true'",
    "'1'",
    "'e'",
];
const TEXT_QUESTIONS: [&str; 8] = ["${t1}", "${t2}", "${t3}", "${t4}", "${c1}", "${c2}", "${m1}", "${empty}"];
const LISTS: [&str; 5] = ["${m1}", "${m2}", "${c1}", "${empty}", "'red  blue'"];
const DATES: [&str; 7] =
    ["${d1}", "${d2}", "'2026-03-31'", "'2024-02-29'", "date('2026-12-24')", "today()", "date(${d1} + 7)"];
const FORMATS: [&str; 4] = ["'%Y-%m-%d'", "'%d/%m/%y'", "'%e.%n. %b'", "'%a %%'"];
const PATTERNS: [&str; 6] = ["'[a-z]+'", "'.*ck.*'", "'^[A-Z].*$'", "'\\d+'", "'a|ab'", "'[0-9]{2}'"];

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit
    }

    fn one(&mut self, among: &[&str]) -> String {
        among[self.below(among.len())].to_owned()
    }

    pub fn expression(&mut self) -> String {
        let depth = 1 + self.below(3);
        match self.below(4) {
            0 => self.text(depth),
            1 => self.number(depth),
            _ => self.truth(depth),
        }
    }

    fn text(&mut self, depth: usize) -> String {
        let Some(depth) = depth.checked_sub(1) else {
            return if self.below(2) == 0 { self.one(&TEXTS) } else { self.one(&TEXT_QUESTIONS) };
        };
        let (a, b) = (self.text(depth), self.text(depth));
        match self.below(18) {
            0 => call("concat", &[a, b]),
            1 => call("concat", &[a, self.number(depth)]),
            2 => call("substr", &[a, self.whole()]),
            3 => call("substr", &[a, self.whole(), self.whole()]),
            4 => call("substring-before", &[a, b]),
            5 => call("substring-after", &[a, b]),
            6 => call("translate", &[a, b, self.text(0)]),
            7 => call("normalize-space", &[a]),
            8 => call("string", &[self.number(depth)]),
            9 => call("string", &[self.truth(depth)]),
            10 => call("if", &[self.truth(depth), a, b]),
            11 => call("coalesce", &[a, b]),
            12 => call("selected-at", &[self.one(&LISTS), self.whole()]),
            13 => call("format-date", &[self.one(&DATES), self.one(&FORMATS)]),
            14 => call("join", &[self.text(0), self.one(&["${size}", "${name}", "${since}"])]),
            15 => call("join", &[self.text(0), a, b]),
            16 => call("pulldata", &["'boroughs'".into(), self.one(&["'label'", "'people'"]), "'name'".into(), a]),
            _ => {
                let condition = self.one(&["name = 'camden'", "people > 250", "side = 'north'", "2", "name = ${t1}"]);
                ["instance('boroughs')/root/item[", &condition, "]/label"].concat()
            }
        }
    }

    fn number(&mut self, depth: usize) -> String {
        let Some(depth) = depth.checked_sub(1) else {
            return if self.below(2) == 0 { self.one(&NUMBERS) } else { self.one(&NUMBER_QUESTIONS) };
        };
        let (a, b) = (self.number(depth), self.number(depth));
        match self.below(24) {
            0..=5 => {
                let operator = self.one(&[" + ", " - ", " * ", " div ", " mod "]);
                grouped(&[&a, &operator, &b])
            }
            6 => ["-", &self.number(0)].concat(),
            7 => call("round", &[a]),
            8 => call("round", &[a, self.whole()]),
            9 => call("int", &[a]),
            10 => call("abs", &[a]),
            11 => call("pow", &[a, self.one(&["0", "2", "0.5", "-1"])]),
            12 => call("min", &[a, b]),
            13 => call("max", &[a, b]),
            14 => {
                let function = self.one(&["sum", "min", "max", "count", "count-non-empty"]);
                call(&function, &[self.one(&["${size}", "${n1}"])])
            }
            15 => call("string-length", &[self.text(depth)]),
            16 => call("count-selected", &[self.one(&LISTS)]),
            17 => call("number", &[self.text(depth)]),
            18 => call("number", &[self.truth(depth)]),
            19 => call("if", &[self.truth(depth), a, b]),
            20 => call("decimal-date-time", &[self.one(&DATES)]),
            21 => grouped(&[&self.one(&DATES), " - ", &self.one(&DATES)]),
            22 => call(
                "indexed-repeat",
                &["${size}".into(), "${sites}".into(), self.one(&["1", "2", "3", "position(..)"])],
            ),
            _ => grouped(&[&self.one(&DATES), " + ", &self.one(&NUMBERS)]),
        }
    }

    fn truth(&mut self, depth: usize) -> String {
        let Some(depth) = depth.checked_sub(1) else {
            return self.one(&[
                "true()",
                "false()",
                "${n1} > 3",
                "${c1} = 'yes'",
                "selected(${m1}, 'red')",
                "${empty} = ''",
            ]);
        };
        let comparison = self.one(&[" = ", " != ", " < ", " <= ", " > ", " >= "]);
        let (a, b) = (self.truth(depth), self.truth(depth));
        match self.below(22) {
            0..=3 => grouped(&[&a, " and ", &b]),
            4..=5 => grouped(&[&a, " or ", &b]),
            6 => call("not", &[a]),
            7..=9 => grouped(&[&self.number(depth), &comparison, &self.number(depth)]),
            10 => grouped(&[&self.text(depth), &self.one(&[" = ", " != "]), &self.text(depth)]),
            11 => grouped(&[&self.text(depth), &comparison, &self.number(depth)]),
            12 => grouped(&[&self.text(depth), &comparison, &self.text(depth)]),
            13 => grouped(&[&self.one(&DATES), &comparison, &self.one(&DATES)]),
            14 => grouped(&[&a, &self.one(&[" = ", " != "]), &b]),
            15 => call("selected", &[self.one(&LISTS), self.text(0)]),
            16 => call("contains", &[self.text(depth), self.text(depth)]),
            17 => {
                let function = self.one(&["starts-with", "ends-with"]);
                call(&function, &[self.text(depth), self.text(0)])
            }
            18 => call("regex", &[self.text(depth), self.one(&PATTERNS)]),
            19 => {
                let any = if self.below(2) == 0 { self.text(depth) } else { self.number(depth) };
                call("boolean", &[any])
            }
            20 => call("checklist", &[self.whole(), self.whole(), a, b]),
            _ => call("weighted-checklist", &[self.whole(), self.whole(), a, self.number(0), b, self.number(0)]),
        }
    }

    fn whole(&mut self) -> String {
        self.one(&["0", "1", "2", "3", "-1", "-2"])
    }
}

fn call(function: &str, arguments: &[String]) -> String {
    [function, "(", &arguments.join(", "), ")"].concat()
}

fn grouped(parts: &[&str]) -> String {
    ["(", &parts.concat(), ")"].concat()
}
