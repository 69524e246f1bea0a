//! The target "config": see `feed.rs`.

#![no_main]

#[path = "../feed.rs"]
mod feed;

libfuzzer_sys::fuzz_target!(|data: &[u8]| feed::feed("config", data));
