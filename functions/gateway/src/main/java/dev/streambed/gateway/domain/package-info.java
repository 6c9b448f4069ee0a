/// The words that the rooms share: data that one step hands to the next.
///
/// 1. Values only: records, enums and sealed outcomes, without behaviour beyond their own checks.
///    *Why: a room that could call another through here would not be a room.*
/// 2. Three interfaces, [ResponseSink], [MessageSink] and [LogSink], for what the outside gives us.
///    *Why: the rooms must not know Lambda's runtime, API Gateway or the process's streams.*
/// 3. A [Problem] carries a sentence that may be shown to anyone. *Why: texts of exceptions contain
///    account numbers, table names and prompts.*
@NullMarked
package dev.streambed.gateway.domain;

import org.jspecify.annotations.NullMarked;
