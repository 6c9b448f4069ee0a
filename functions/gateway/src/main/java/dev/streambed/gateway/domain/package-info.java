/// Values that all packages share: the data that one step passes to the next.
///
/// 1. Values only: records, enums and sealed outcomes, without behaviour beyond their own checks.
///    *Why: packages must not call each other through this one.* The names of models are resolved
///    here too, by a [ModelResolver], of which one remembers what a call has asked it; [Pricing]
///    stands for the price book, of which some packages may know only this.
/// 2. Three interfaces, [ResponseSink], [MessageSink] and [LogSink], stand for the outside world.
///    *Why: the packages must not depend on Lambda's runtime, API Gateway or the process's
///    streams.*
/// 3. A [Problem] carries a sentence that is safe to show to anyone. *Why: the messages of
///    exceptions contain account numbers, table names and prompts.*
@NullMarked
package dev.streambed.gateway.domain;

import org.jspecify.annotations.NullMarked;
