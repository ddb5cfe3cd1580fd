//! The device's clock, its ids and its marks for measurements.

use js_sys::Date as JsDate;
use shared::time::{Date, Millis, Stamp};
use wasm_bindgen::JsValue;

use super::js;

/// This moment, with the offset that the device lives in.
pub fn now() -> Stamp {
    local(millis())
}

/// A moment with the offset that the device lived in then, summer time included.
pub fn local(millis: Millis) -> Stamp {
    let east = -JsDate::new(&JsValue::from_f64(millis as f64)).get_timezone_offset();
    Stamp { millis, offset: if east.is_finite() { east as i32 } else { 0 } }
}

/// A time of the clock, given as if in Greenwich, with the device's offset on that day.
pub fn at_home(clock: Stamp) -> Stamp {
    // Nearly always the offset of the moment an hour earlier or later is the same.
    let offset = local(clock.millis).offset;
    Stamp { millis: clock.millis - i64::from(offset) * 60_000, offset }
}

pub fn today() -> Date {
    now().date()
}

pub fn millis() -> Millis {
    JsDate::now() as Millis
}

/// What the browser believes; a try tells more.
pub fn is_online() -> bool {
    js::is_on_line()
}

/// Leaves a mark for `performance.getEntriesByName`.
pub fn mark(name: &str) {
    let _ = js::performance_mark(name);
}

/// A new UUIDv7 (RFC 9562): 48 bits of time, 74 random bits.
pub fn new_id() -> String {
    let mut bytes: [u8; 16] = js::random_bytes();
    for (byte, time) in bytes.iter_mut().zip(millis().to_be_bytes().iter().skip(2)) {
        *byte = *time;
    }
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    let mut id = hex(&bytes);
    for at in [20, 16, 12, 8] {
        id.insert(at, '-');
    }
    id
}

/// 128 random bits as hexadecimal digits.
pub fn new_secret() -> String {
    hex(&js::random_bytes::<16>())
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}
