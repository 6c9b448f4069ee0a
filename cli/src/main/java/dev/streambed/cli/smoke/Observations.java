package dev.streambed.cli.smoke;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Collects the findings of one check. Not thread-safe.
final class Observations {

  private final Finding.FrontDoor frontDoor;
  private final String check;
  private final String key;
  private final InstantSource clock;
  private final List<Finding> findings = new ArrayList<>();

  /// @param key the API key, which never gets into a finding
  Observations(Finding.FrontDoor frontDoor, String check, String key, InstantSource clock) {
    this.frontDoor = frontDoor;
    this.check = check;
    this.key = key;
    this.clock = clock;
  }

  /// Reports an expectation.
  void expect(boolean isMet, String expected, String seen) {
    add(isMet ? Finding.Verdict.OK : Finding.Verdict.DEVIATION, expected, seen);
  }

  /// Reports an expectation that has a fault, or none.
  void expectNone(Optional<String> fault, String expected, String seen) {
    expect(fault.isEmpty(), expected, fault.map(each -> each + "; " + seen).orElse(seen));
  }

  void note(String question, String seen) {
    add(Finding.Verdict.NOTED, question, seen);
  }

  void notChecked(String expected, String reason) {
    add(Finding.Verdict.NOT_CHECKED, expected, reason);
  }

  private void add(Finding.Verdict verdict, String expected, String seen) {
    String safe = key.isEmpty() ? seen : seen.replace(key, "[key]");
    findings.add(new Finding(frontDoor, check, verdict, expected, safe, clock.instant()));
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }
}
