//! The program from outside, a module per boundary, in one binary.

mod discord;
mod fake_discord;
