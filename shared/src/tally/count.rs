//! Counts rows by two dimensions at once: a few bytes are read of each, and nothing else of its answers.

use super::cells::Cells;
use super::rows::Rows;

/// Rows that are looked at together, so that what is read of them stays close to the processor.
const CHUNK: usize = 2048;
/// Tables up to this size are kept four times, so that rows of the same kind need not wait for each other.
const SMALL: usize = 4096;
/// More pairs of lanes than this are counted row by row.
const PAIRS: usize = 6;

/// What rows are divided by: each row falls into one bucket of each lane, and a bucket counts for any number of targets.
pub(super) struct Dimension<'a> {
    pub lanes: Vec<Lane<'a>>,
    /// How many targets there are.
    pub size: usize,
    /// Whether there is one lane alone, so that its buckets together are all rows.
    pub is_divided: bool,
}

pub(super) struct Lane<'a> {
    /// The bucket of each row; rows beyond the end are in the first.
    pub cells: &'a Cells,
    /// For each bucket the targets that it counts for.
    pub targets: Vec<Vec<usize>>,
}

/// Only rows that one of the lanes puts into one of the buckets it wants.
pub(super) struct Wanted<'a> {
    pub lanes: Vec<(&'a Cells, Vec<bool>)>,
}

/// Counts by target of the one and target of the other dimension, and of all rows by the other alone.
pub(super) struct Matrix {
    width: usize,
    counts: Vec<u64>,
}

impl Matrix {
    /// `None` stands for all rows, whatever the first dimension says of them.
    pub fn of(&self, target: Option<usize>) -> &[u64] {
        let last = (self.counts.len() / self.width.max(1)).saturating_sub(1);
        let from = target.unwrap_or(last) * self.width;
        self.counts.get(from..from + self.width).unwrap_or_default()
    }
}

/// How rows that count and are wanted divide by both dimensions.
pub(super) fn cross(rows: &Rows, wanted: &[Wanted], by: &Dimension, of: &Dimension) -> Matrix {
    let mut matrix = Matrix { width: of.size, counts: vec![0; (by.size + 1) * of.size] };
    if by.lanes.len() * of.lanes.len() > PAIRS {
        return row_by_row(rows, wanted, by, of, matrix);
    }
    let everybody = Cells::default();
    let all = Lane { cells: &everybody, targets: vec![vec![by.size]] };
    let lanes: Vec<&Lane> = by.lanes.iter().chain((!by.is_divided).then_some(&all)).collect();
    let mut tables: Vec<Pairs> = Vec::new();
    for left in &lanes {
        tables.extend(of.lanes.iter().map(|right| Pairs::new(left.targets.len(), right.targets.len())));
    }
    let (mut left, mut right) = (Reader::new(lanes.iter().copied()), Reader::new(&of.lanes));
    chunks(rows, wanted, |first, is_in| {
        left.read(first);
        right.read(first);
        let mut tables = tables.iter_mut();
        for left in &left.buckets {
            for (right, table) in right.buckets.iter().zip(&mut tables) {
                table.count(is_in, left, right);
            }
        }
    });
    let mut tables = tables.iter();
    for left in &lanes {
        for (right, table) in of.lanes.iter().zip(&mut tables) {
            table.fold(|from, to, count| {
                let (from, to) = (left.targets.get(from), right.targets.get(to));
                for target in from.into_iter().flatten().chain(by.is_divided.then_some(&by.size)) {
                    for place in to.into_iter().flatten() {
                        if let Some(slot) = matrix.counts.get_mut(target * of.size + place) {
                            *slot += count;
                        }
                    }
                }
            });
        }
    }
    matrix
}

/// The same for two large sets: a row has few of either, and its pairs are sooner counted one by one than looked up in
/// tables of everything that eight options and eight others might come to.
fn row_by_row(rows: &Rows, wanted: &[Wanted], by: &Dimension, of: &Dimension, mut matrix: Matrix) -> Matrix {
    let (mut left, mut right) = (Reader::new(&by.lanes), Reader::new(&of.lanes));
    let (mut from, mut to) = (Vec::new(), Vec::new());
    chunks(rows, wanted, |first, is_in| {
        left.read(first);
        right.read(first);
        for (place, _) in is_in.iter().enumerate().filter(|(_, is_in)| **is_in != 0) {
            left.targets(place, &mut from);
            right.targets(place, &mut to);
            for target in from.iter().chain([&by.size]) {
                let row = matrix.counts.get_mut(target * of.size..(target + 1) * of.size).unwrap_or_default();
                for place in &to {
                    if let Some(count) = row.get_mut(*place) {
                        *count += 1;
                    }
                }
            }
        }
    });
    matrix
}

/// Calls back with each row that counts and is wanted, and the targets of its buckets, lane by lane.
pub(super) fn each(rows: &Rows, wanted: &[Wanted], by: &Dimension, mut row: impl FnMut(usize, &[usize])) {
    let (mut reader, mut targets) = (Reader::new(&by.lanes), Vec::new());
    chunks(rows, wanted, |first, is_in| {
        reader.read(first);
        for (place, _) in is_in.iter().enumerate().filter(|(_, is_in)| **is_in != 0) {
            reader.targets(place, &mut targets);
            row(first + place, &targets);
        }
    });
}

/// The buckets of a chunk of rows, lane by lane.
struct Reader<'a> {
    lanes: Vec<&'a Lane<'a>>,
    buckets: Vec<[u16; CHUNK]>,
}

impl<'a> Reader<'a> {
    fn new(lanes: impl IntoIterator<Item = &'a Lane<'a>>) -> Reader<'a> {
        let lanes: Vec<_> = lanes.into_iter().collect();
        Reader { buckets: vec![[0; CHUNK]; lanes.len()], lanes }
    }

    fn read(&mut self, first: usize) {
        for (buckets, lane) in self.buckets.iter_mut().zip(&self.lanes) {
            lane.cells.copy(first, buckets);
        }
    }

    fn targets(&self, place: usize, into: &mut Vec<usize>) {
        into.clear();
        for (buckets, lane) in self.buckets.iter().zip(&self.lanes) {
            let bucket = buckets.get(place).map_or(0, |bucket| usize::from(*bucket));
            into.extend(lane.targets.get(bucket).into_iter().flatten());
        }
    }
}

/// Calls back with the first row of each chunk, and for each of its rows 1 if it counts and is wanted, else 0.
fn chunks(rows: &Rows, wanted: &[Wanted], mut chunk: impl FnMut(usize, &[u16])) {
    let mut is_in = [0; CHUNK];
    for first in (0..rows.len()).step_by(CHUNK) {
        choose(rows, wanted, first, &mut is_in);
        let (rows, _) = is_in.split_at(CHUNK.min(rows.len() - first));
        chunk(first, rows);
    }
}

/// 1 for each row from `first` on that counts and that every one of the filters wants, else 0.
fn choose(rows: &Rows, wanted: &[Wanted], first: usize, is_in: &mut [u16; CHUNK]) {
    rows.counted(first, is_in);
    let mut buckets = [0; CHUNK];
    for filter in wanted {
        let mut passes = [0u16; CHUNK];
        for (cells, is_wanted) in &filter.lanes {
            cells.copy(first, &mut buckets);
            let mut all = is_wanted.iter().enumerate().filter(|(_, is_wanted)| **is_wanted);
            if let (Some((only, _)), None) = (all.next(), all.next()) {
                let only = only as u16;
                passes.iter_mut().zip(&buckets).for_each(|(pass, bucket)| *pass |= u16::from(*bucket == only));
            } else {
                let is_wanted = |bucket: &u16| is_wanted.get(usize::from(*bucket)).copied().unwrap_or_default();
                passes.iter_mut().zip(&buckets).for_each(|(pass, bucket)| *pass |= u16::from(is_wanted(bucket)));
            }
        }
        is_in.iter_mut().zip(&passes).for_each(|(is_in, pass)| *is_in &= pass);
    }
}

/// How many rows have a bucket of one lane together with one of another.
struct Pairs {
    /// Buckets of the second lane.
    width: usize,
    /// Buckets of both, and one of rows that do not count.
    size: usize,
    counts: Vec<u32>,
}

impl Pairs {
    fn new(left: usize, right: usize) -> Pairs {
        let size = left * right + 1;
        Pairs { width: right, size, counts: vec![0; if size <= SMALL { 4 * size } else { size }] }
    }

    fn count(&mut self, is_in: &[u16], left: &[u16; CHUNK], right: &[u16; CHUNK]) {
        let (width, nobody) = (self.width as u32, (self.size - 1) as u32);
        let mut places = [nobody; CHUNK];
        for (((place, is_in), left), right) in places.iter_mut().zip(is_in).zip(left).zip(right) {
            let both = u32::from(*left) * width + u32::from(*right);
            *place = if *is_in != 0 { both.min(nobody) } else { nobody };
        }
        if self.counts.len() == self.size {
            for place in places {
                count(&mut self.counts, place);
            }
            return;
        }
        let (one, rest) = self.counts.split_at_mut(self.size);
        let (two, rest) = rest.split_at_mut(self.size);
        let (three, four) = rest.split_at_mut(self.size);
        for [first, second, third, fourth] in places.as_chunks::<4>().0 {
            count(one, *first);
            count(two, *second);
            count(three, *third);
            count(four, *fourth);
        }
    }

    /// Calls back with each pair that somebody has.
    fn fold(&self, mut pair: impl FnMut(usize, usize, u64)) {
        for place in 0..self.size - 1 {
            let copies = self.counts.iter().skip(place).step_by(self.size);
            let count: u64 = copies.map(|count| u64::from(*count)).sum();
            if count > 0 {
                pair(place / self.width, place % self.width, count);
            }
        }
    }
}

fn count(counts: &mut [u32], place: u32) {
    if let Some(count) = counts.get_mut(place as usize) {
        *count += 1;
    }
}
