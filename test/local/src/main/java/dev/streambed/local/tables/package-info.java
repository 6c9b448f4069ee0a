/// The template's tables, in DynamoDB Local.
///
/// In: `AWS::DynamoDB::GlobalTable` and `AWS::DynamoDB::Table`, and the function's calls over HTTP.
/// Out: DynamoDB's responses, or IAM's refusal in DynamoDB's format.
///
/// 1. DynamoDB Local runs in this process, in memory, behind the same server that checks
///    permissions, because a second process or a proxy would cost time at every start and at every
///    call.
/// 2. Every call is checked before DynamoDB Local receives it: the access key, the session token,
///    and the role's policies for each table and index that the call touches
///    ([RequiredTableActions]).
/// 3. The stack itself writes and reads through [Tables], without HTTP and without IAM.
/// 4. Admitted HTTP requests are counted ([RequestCounts]), because AWS charges for each.
/// 5. A property of a table that DynamoDB Local does not support and that has no effect on one
///    machine (backups, deletion protection, encryption, capacity) is ignored; every other unknown
///    property is refused.
///
/// Out of scope: throttling, capacity, eventual consistency and the hours that DynamoDB takes to
/// remove expired items.
@NullMarked
package dev.streambed.local.tables;

import org.jspecify.annotations.NullMarked;
