package dev.streambed.bench;

import dev.streambed.bench.experiment.Experiment;
import dev.streambed.bench.experiment.FrontDoor;
import dev.streambed.bench.experiment.SampleSizes;
import dev.streambed.bench.figure.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./streambed bench`.
@Command(
    name = "streambed bench",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Measures the synthesized function on this machine; takes some minutes.",
    footer = {
      "",
      "docs/benchmarks.md describes how each figure is measured and what it does not show."
    })
final class BenchCommand implements Callable<Integer> {

  private static final int FAILED = 3;

  @Option(
      names = "--assembly",
      paramLabel = "DIR",
      defaultValue = "cdk.out",
      description = "The cloud assembly to measure. Default: ${DEFAULT-VALUE}")
  private Path assembly = Path.of("cdk.out");

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes all figures to this file as JSON.")
  private Optional<Path> json = Optional.empty();

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      completionCandidates = ExperimentNames.class,
      description =
          "Measures only these: ${COMPLETION-CANDIDATES}. The last is measured only if it is named.")
  private List<String> only = List.of();

  @Option(
      names = "--door",
      paramLabel = "url|rest",
      defaultValue = "url",
      description =
          "Calls the Function URL, or the REST API's STREAM method. Default: ${DEFAULT-VALUE}")
  private FrontDoor frontDoor = FrontDoor.URL;

  @Option(names = "--rounds", paramLabel = "N", description = "The number of repetitions.")
  private Optional<Integer> rounds = Optional.empty();

  @Option(
      names = "--crowd",
      paramLabel = "N",
      description = "The number of processes that process-crowd starts at once; each takes 150 MB.")
  private Optional<Integer> simultaneousStarts = Optional.empty();

  @Option(
      names = "--package",
      paramLabel = "NAME=ZIP",
      description =
          "Another packaging of the gateway that peers compares, with a JVM of its own or without."
              + " May be repeated.")
  private Map<String, Path> packages = Map.of();

  @Option(
      names = "--quick",
      description = "Runs a few repetitions, only to check that everything works.")
  private boolean isQuick;

  private final List<Experiment> all;
  private final PrintStream out;
  private final PrintStream err;

  /// @param all all experiments
  /// @param out receives the table
  /// @param err receives progress and warnings
  BenchCommand(List<Experiment> all, PrintStream out, PrintStream err) {
    this.all = List.copyOf(all);
    this.out = out;
    this.err = err;
  }

  /// Measures, prints the table and writes the JSON. Returns 3 if an experiment failed, otherwise
  /// 0.
  ///
  /// @throws IllegalArgumentException if the value of an option is unknown
  @Override
  public Integer call() throws IOException, InterruptedException {
    Bench bench = new Bench(assembly, frontDoor, experiments(), scale());
    json.ifPresent(BenchCommand::checkWritable);
    Machine machine = Machine.inspect(assembly);
    if (!machine.isQuiet()) {
      err.printf(
          "streambed: this machine is busy (load %.2f): do not trust the times%n", machine.load());
    }
    Report report =
        new Report(machine.facts(), bench.run(news -> err.println("streambed: " + news)));
    out.print(report.table());
    if (json.isPresent()) {
      Files.writeString(json.get(), report.json());
    }
    return report.isSound() ? 0 : FAILED;
  }

  // Checked before measuring, so that a wrong path does not waste minutes.
  private static void checkWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isWritable(folder) || Files.isDirectory(file)) {
      throw new IllegalArgumentException("nothing can be written to " + file);
    }
  }

  private List<Experiment> experiments() {
    for (String name : only) {
      if (all.stream().noneMatch(experiment -> experiment.name().equals(name))) {
        throw new IllegalArgumentException("there is no figure " + name + "; --help lists them");
      }
    }
    for (Path zip : packages.values()) {
      if (!Files.isRegularFile(zip)) {
        throw new IllegalArgumentException("there is no package " + zip);
      }
    }
    return all.stream()
        .filter(this::isWanted)
        .map(experiment -> experiment.withPackages(packages))
        .toList();
  }

  private boolean isWanted(Experiment experiment) {
    return only.isEmpty() ? !experiment.isOnRequest() : only.contains(experiment.name());
  }

  private SampleSizes scale() {
    SampleSizes sampleSizes = isQuick ? SampleSizes.QUICK : SampleSizes.FULL;
    SampleSizes repeated = rounds.map(sampleSizes::withRounds).orElse(sampleSizes);
    return simultaneousStarts.map(repeated::withSimultaneousStarts).orElse(repeated);
  }

  /// The values of `--only`.
  static final class ExperimentNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Experiment.all().stream().map(Experiment::name).iterator();
    }
  }
}
