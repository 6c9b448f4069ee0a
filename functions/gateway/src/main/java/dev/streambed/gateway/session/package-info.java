/// Tracks running answers and stops them: an answer's id in, and a
/// [dev.streambed.gateway.domain.StopCause] out to the function that writes the answer.
///
/// A call that stops an answer is seldom handled by the process that writes it. They share the
/// table `sessions`: the writing function puts a row, polls it while it writes, and deletes it; the
/// stopping function sets an attribute of it.
///
/// 1. A row's key has the customer in it. *Why: callers choose ids; nobody can then stop, find or
///    block another customer's answer, and every missing row is refused alike.*
/// 2. The row is read every 250 ms, the first time after 250 ms. *Why: most answers to a machine
///    are over by then and need no read, and four small reads a second are the price of a stop that
///    takes effect at once.*
/// 3. The row of an answer whose id was chosen by its caller is put before anything is counted, and
///    only if no answer with that id is running. *Why: two answers with one id could not be told
///    apart.* Every other row is put while the model works, which does not wait for it.
/// 4. When the table fails, answers go on: one log line says so, and the answer cannot be stopped.
///    *Why: billing does not depend on this table.*
/// 5. Rows that nobody deleted count until the answer's deadline and a minute, by their own
///    `expiresAt`. *Why: DynamoDB deletes expired rows days later.*
///
/// For WebSockets the table also holds the owner of each connection ([WebSocketConnections]), the
/// answers on it ([WebSocketAnswers]) and prompts that come in parts ([PromptParts]).
///
/// 6. An answer's row on a connection is changed by conditions, from `gathering` or nothing to
///    `accepted`, to `running`, to `ended`. *Why: messages of one connection are handled
///    concurrently, and Lambda delivers events more than once; each step must be taken by one
///    invocation.* The row stays when the answer has ended. *Why: a client that uses an id twice
///    could not tell two answers apart.* One that nobody has begun goes from `accepted` to `ended`
///    at once ([UnstartedAnswers]), and then nobody can begin it. *Why: Lambda delivers events late
///    and twice; an answer is either written or ended unwritten, never both.*
/// 7. A condition also holds for the caller that made it true. *Why: the SDK repeats a write whose
///    response was lost, and its first attempt must not make the second one fail.*
///
/// Out of scope: how an answer ends (`exchange`), who is asking (`auth`), what is posted to
/// connections (`push`, `response`).
@NullMarked
package dev.streambed.gateway.session;

import org.jspecify.annotations.NullMarked;
