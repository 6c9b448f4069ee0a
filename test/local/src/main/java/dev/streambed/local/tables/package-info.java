/// The template's tables, in DynamoDB Local.
///
/// In: `AWS::DynamoDB::GlobalTable` and `AWS::DynamoDB::Table`, and the function's calls over HTTP.
/// Out: DynamoDB's answers, or IAM's refusal in DynamoDB's words.
///
/// 1. DynamoDB Local runs in this process, in memory, behind the same server that asks IAM, because
///    a second process or a proxy would cost time at every start and at every call.
/// 2. Every call is checked before DynamoDB Local sees it: the access key, the session token, and
///    the role's policies for each table and index that the call touches ([RequiredTableActions]).
/// 3. The stack itself writes and reads through [StackTables], without HTTP and without IAM.
/// 4. What is let in over HTTP is counted ([RequestCounts]), because on AWS each request has its
///    price.
/// 5. A property of a table that DynamoDB Local cannot honour and nobody would miss on one machine
///    (backups, deletion protection, encryption, capacity) is ignored; everything else unknown is
///    refused.
///
/// Out of scope: throttling, capacity, eventual consistency and the hours that DynamoDB takes to
/// remove expired items.
@NullMarked
package dev.streambed.local.tables;

import org.jspecify.annotations.NullMarked;
