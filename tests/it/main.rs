//! The program from outside, a module per boundary, in one binary.

mod adding;
mod cli;
mod crash;
mod discord;
mod facts;
mod fake_discord;
mod home;
mod isolation;
mod layoffs;
mod program;
mod quotes;
