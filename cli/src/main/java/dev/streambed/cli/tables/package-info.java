/// The tables of a stack: reads and writes customers, API keys, usage records and price books.
///
/// 1. Every write has a condition on what it expects to find; a condition that is not met is a
///    result. *Why: two people may administer at the same time, and a key must not be issued for a
///    customer that does not exist.*
/// 2. New items are written in transactions, even single ones. *Why: the SDK repeats a request
///    whose response was lost, and only a transaction recognizes the repetition.*
/// 3. Attributes that this release does not know stay as they are. *Why: an older command line must
///    not remove the data of a newer one.*
/// 4. [AttributeNames] is the only place with the names of attributes; `docs/architecture.md`
///    describes them.
///
/// The index that finds a customer's keys is updated a moment after the table: a key that was
/// issued within the last second may be missing from a list.
///
/// Out of scope: checking keys and counting requests, which the gateway does.
@NullMarked
package dev.streambed.cli.tables;

import org.jspecify.annotations.NullMarked;
