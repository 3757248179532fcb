//! The command line as a process: contracts of the JSON, exit codes, hints, and what happens to the file.

mod advert;
mod advert_match;
mod begin;
mod catalog;
mod change;
mod contract;
mod damage;
mod dates;
mod doctor;
mod editorial;
mod imports;
mod names;
mod read;
mod replies;
mod routes;
mod shell;
mod writers;
