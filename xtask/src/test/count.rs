//! How many tests passed, read from what the test programs print.

#[derive(Default, Debug, PartialEq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
}

impl Tally {
    pub fn add(&mut self, other: &Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// One check without tests of its own.
    pub fn check(&mut self, ok: bool) {
        if ok { self.passed += 1 } else { self.failed += 1 }
    }

    /// Takes in a line of libtest (`test result: ok. 5 passed; 0 failed; …`)
    /// or of Node's reporters (`# pass 5`, `ℹ fail 0`).
    pub fn read(&mut self, line: &str) {
        if let Some(counts) = line.trim().strip_prefix("test result: ") {
            let words: Vec<&str> = counts.split_whitespace().collect();
            self.passed += number_before(&words, "passed;");
            self.failed += number_before(&words, "failed;");
            return;
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        if let ["#" | "ℹ", what, number] = words[..]
            && let Ok(number) = number.parse::<u64>()
        {
            match what {
                "pass" => self.passed += number,
                // A cancelled test ran out of time or lost its file.
                "fail" | "cancelled" => self.failed += number,
                _ => {}
            }
        }
    }
}

fn number_before(words: &[&str], word: &str) -> u64 {
    words.windows(2).find_map(|pair| if pair[1] == word { pair[0].parse().ok() } else { None }).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Tally {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.read(line));
        tally
    }

    #[test]
    fn libtest_is_summed_over_programs() {
        let tally = read(&[
            "running 5 tests",
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out",
        ]);
        assert_eq!(tally, Tally { passed: 7, failed: 3 });
    }

    #[test]
    fn both_reporters_of_node_are_understood() {
        assert_eq!(read(&["# tests 4", "# pass 3", "# fail 1"]), Tally { passed: 3, failed: 1 });
        assert_eq!(read(&["ℹ tests 4", "ℹ pass 3", "ℹ fail 0", "ℹ cancelled 1"]), Tally { passed: 3, failed: 1 });
    }

    #[test]
    fn other_lines_count_for_nothing() {
        assert_eq!(read(&["# pass along", "passed", "## pass 3 4", ""]), Tally::default());
    }
}
