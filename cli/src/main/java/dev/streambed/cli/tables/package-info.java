/// The tables: what is asked of customers, keys and usage in, items read and written out.
///
/// 1. Every write says what it expects to find, and finding something else is an outcome. *Why: two
///    people administer at once, and a key must not come to be without its customer.*
/// 2. New items are made by transactions, even single ones. *Why: the SDK repeats a request whose
///    answer was lost, and only a transaction knows that it is the same one.*
/// 3. Attributes that this release does not know stay as they are. *Why: an older command line must
///    not take a newer one's data away.*
/// 4. [AttributeNames] is the one place for the tables' names of things; `docs/architecture.md`
///    says what they mean.
///
/// A customer's keys are found by an index, which follows the table by a moment: a key issued
/// within the last second may be missing from a list.
///
/// Out of scope: judging keys and counting requests, which the gateway does.
@NullMarked
package dev.streambed.cli.tables;

import org.jspecify.annotations.NullMarked;
