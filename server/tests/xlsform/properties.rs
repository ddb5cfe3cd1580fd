//! What holds for every questionnaire.

use proptest::prelude::*;
use server::xlsform::{self, Problem};
use shared::questionnaire::{Fault, check};

use crate::any::questionnaires;

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(questionnaire in questionnaires()) {
        let faults: Vec<Fault> = check(&questionnaire).into_iter().filter(|fault| !fault.is_odd()).collect();
        prop_assert_eq!(faults, []);
        let read = xlsform::read(&xlsform::write(&questionnaire).unwrap());
        let errors: Vec<&Problem> = read.problems.iter().filter(|problem| problem.is_error()).collect();
        prop_assert_eq!(errors, Vec::<&Problem>::new());
        prop_assert_eq!(read.questionnaire, Some(questionnaire));
    }
}
