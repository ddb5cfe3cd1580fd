//! The London standard as a workbook.

use server::xlsform;

#[test]
fn it_comes_back_as_it_was() {
    let standard = shared::standard::state_of_the_sector().unwrap();
    let bytes = xlsform::write(&standard).unwrap();
    let read = xlsform::read(&bytes);
    assert_eq!(read.problems, []);
    assert_eq!(read.questionnaire, Some(standard));
}
