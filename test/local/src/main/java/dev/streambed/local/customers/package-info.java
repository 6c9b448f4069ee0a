/// The customer that exists from the start.
///
/// In: the tables. Out: customers, tokens, and an example of a request.
///
/// 1. Customers and tokens are written as `docs/architecture.md` says they are; the product's own
///    code is not used, so that a change of the one without the other is seen.
/// 2. Tables are found by their keys, which the architecture fixes, and not by their names, which
///    CloudFormation makes.
/// 3. A token is shown once and stored as its hash.
@NullMarked
package dev.streambed.local.customers;

import org.jspecify.annotations.NullMarked;
