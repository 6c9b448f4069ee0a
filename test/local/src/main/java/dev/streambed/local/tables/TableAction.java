package dev.streambed.local.tables;

/// One thing that a request does to one table.
///
/// @param action for example `dynamodb:GetItem`
/// @param resource the table's or the index's ARN
record TableAction(String action, String resource) {}
