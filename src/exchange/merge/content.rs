//! Names for what brings none of its own.

/// A short name for content: 64-bit FNV-1a over the parts, in hex. Two machines that read the same
/// file agree on it.
pub(super) fn content_name(prefix: char, parts: &[&str]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        // A byte that no text holds keeps ("a", "bc") apart from ("ab", "c").
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{prefix}{hash:016x}")
}
