/// Decides whether a request is admitted: a customer and a model request in, an admission out. It
/// joins `limit` and `price`, which do not know each other.
///
/// 1. A request reserves the most that it may need, in tokens and, for a customer with a budget, in
///    nano-dollars. *Why: concurrent requests would otherwise exceed a limit together.*
/// 2. A price book is read only for a customer whose limits need it, and for a request that gets
///    cache points. *Why: reading it delays the first chunk.*
/// 3. A model that was not deployed is refused here. *Why: IAM would refuse it later, with a less
///    helpful error.*
/// 4. A guardrail that the operators set is put into the request here, or the request is refused.
///    *Why: one place decides for every route and dialect, and the customer is known here.*
/// 5. A service tier or a latency that the deployment does not allow is refused here. *Why: the
///    same.*
/// 6. A request with fallbacks reserves what all its models may need together. *Why: Bedrock may
///    bill each attempt.*
/// 7. Cache points that the deployment wants are added here, before the reservation. *Why: they
///    change what a request may cost, and the prices are known here.*
///
/// Out of scope: what is counted and how (`limit`), what a prompt may need (`prompt`).
@NullMarked
package dev.streambed.gateway.admission;

import org.jspecify.annotations.NullMarked;
