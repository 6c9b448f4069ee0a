/// The customer that exists from the start.
///
/// In: the tables. Out: customers, API keys, and an example of a request.
///
/// 1. Customers and API keys are written as the documentation of the tables specifies. The
///    product's own code is not used, so that a change of one without the other makes tests fail.
/// 2. Tables are found by their key attributes, which are fixed, and not by their names, which
///    CloudFormation generates.
/// 3. An API key is shown once and stored as its hash.
@NullMarked
package dev.streambed.local.customers;

import org.jspecify.annotations.NullMarked;
