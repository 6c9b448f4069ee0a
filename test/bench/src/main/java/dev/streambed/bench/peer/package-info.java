/// Other functions that do the gateway's main job, and the gateway in other packagings, as packages
/// that the local stack can run side by side. In: the sources in `test/bench/peers`, the gateway's
/// zip, further zips; out: a cloud assembly with one function for each ([PeerAssembly]).
///
/// 1. A peer is what its authors would deploy: AWS's own runtime client and SDK, from the
///    registries at pinned versions. *Why: a comparison with a straw man says nothing.*
/// 2. All functions of an assembly have the same memory, role, tables and kind of Function URL.
/// 3. A peer that cannot be built here is absent by name, with the reason ([PeerBuilds]); the
///    others are measured.
/// 4. Nothing is built below `test/bench/peers`, only in `.streambed/peers`.
///
/// Out of scope: what is measured (`experiment`).
@NullMarked
package dev.streambed.bench.peer;

import org.jspecify.annotations.NullMarked;
