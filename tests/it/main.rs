//! The program from outside, a module per boundary, in one binary.

mod adding;
mod cli;
mod crash;
mod discord;
mod fake_discord;
mod home;
mod isolation;
mod program;
mod quotes;
