/// Compares the ledger with AWS's own: usage records with Bedrock's model invocation log.
///
/// [dev.streambed.cli.reconcile.InvocationLogFolder] reads the log, entry by entry;
/// [dev.streambed.cli.reconcile.Reconciliation] holds the records of the period and finds for each
/// entry the one that it belongs to.
///
/// 1. An entry belongs to the record with its id of Bedrock's, else to the one of the customer and
///    the request that its metadata names. *Why: a record of a killed function has no id of
///    Bedrock's, and one of several calls has the last one's only; a caller may use a request id
///    again.*
/// 2. An entry counts once, however often it is in the log. *Why: logs are delivered at least
///    once.*
/// 3. The records of the period are in memory, a few hundred bytes each; the log is not.
///
/// Out of scope: tables (`tables`), how findings are shown (`command`).
@NullMarked
package dev.streambed.cli.reconcile;

import org.jspecify.annotations.NullMarked;
