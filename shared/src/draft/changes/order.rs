//! Which questions have moved: the fewest that must be taken out so that the others are in their old order.

use std::collections::{HashMap, HashSet};

use crate::questionnaire::Questionnaire;

/// Ids of questions that both ask, in another place among the others or in another section or repeat.
pub(super) fn moved(old: &Questionnaire, new: &Questionnaire) -> HashSet<String> {
    let (old, new) = (places(old), places(new));
    let known: HashMap<&str, (usize, &str)> =
        old.iter().enumerate().map(|(place, (id, home))| (*id, (place, home.as_str()))).collect();
    let mut moved = HashSet::new();
    let mut stayed: Vec<(usize, &str)> = Vec::new();
    for (id, home) in &new {
        match known.get(id) {
            Some((place, at)) if at == home => stayed.push((*place, id)),
            Some(_) => drop(moved.insert((*id).to_owned())),
            None => {}
        }
    }
    let order: Vec<usize> = stayed.iter().map(|(place, _)| *place).collect();
    let kept: HashSet<usize> = longest_rise(&order).into_iter().collect();
    moved.extend(stayed.iter().filter(|(place, _)| !kept.contains(place)).map(|(_, id)| (*id).to_owned()));
    moved
}

/// Every question with the section and the repeat in which it stands.
fn places(questionnaire: &Questionnaire) -> Vec<(&str, String)> {
    let mut places = Vec::new();
    for section in &questionnaire.sections {
        for question in &section.questions {
            places.push((question.id.as_str(), section.id.clone()));
            let inside = format!("{}/{}", section.id, question.id);
            places.extend(question.questions.iter().map(|inner| (inner.id.as_str(), inside.clone())));
        }
    }
    places
}

/// A longest subsequence that rises, by patience sorting.
fn longest_rise(numbers: &[usize]) -> Vec<usize> {
    // For each length: the place of the smallest number that ends a rise of that length; and whom each follows.
    let (mut ends, mut previous): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers.get(*end).is_some_and(|other| other < number));
        previous.push(length.checked_sub(1).and_then(|before| ends.get(before).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut rise = Vec::new();
    let mut at = ends.last().copied();
    while let Some(place) = at {
        rise.extend(numbers.get(place));
        at = previous.get(place).copied().flatten();
    }
    rise.reverse();
    rise
}

#[cfg(test)]
mod tests {
    use super::longest_rise;

    #[test]
    fn one_that_jumps_is_the_only_one_that_moved() {
        assert_eq!(longest_rise(&[3, 0, 1, 2, 4]), [0, 1, 2, 4]);
        assert_eq!(longest_rise(&[1, 2, 3, 0]), [1, 2, 3]);
        assert_eq!(longest_rise(&[]), [] as [usize; 0]);
        assert_eq!(longest_rise(&[2, 1, 0]).len(), 1);
    }
}
