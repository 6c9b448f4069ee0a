package dev.streambed.bench.experiment;

import dev.streambed.bench.client.Answer;
import dev.streambed.bench.client.Door;
import dev.streambed.bench.client.Wish;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.Finding;
import dev.streambed.bench.figure.Summary;
import dev.streambed.bench.figure.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Many WebSocket connections at once, with one answer each. A process of the function has one
/// answer at a time, so that some answers run at once, one connection after the other; all stay
/// open meanwhile.
final class SocketCrowd implements Experiment {

  // An answer takes a process of the function, the message that asks for it another, and the last
  // one's process may still be at its record. With fewer, Lambda would refuse some messages.
  private static final int MOST_LANES = Processes.MOST / 3;
  private static final Wish WISH = Wish.paced(50, 100);
  private static final System.Logger LOG = System.getLogger("dev.streambed.bench");

  @Override
  public String name() {
    return "web-socket-crowd";
  }

  @Override
  public Optional<String> lacks(Stage stage) {
    return stage.doors().lacksWebSocket();
  }

  @Override
  public Finding run(Stage stage, Scale scale) throws IOException, InterruptedException {
    Pauses pauses = new Pauses();
    Lanes lanes = new Lanes(Math.min(MOST_LANES, scale.connections()));
    stage.start(scale.processes());
    int each = Math.ceilDiv(scale.connections(), lanes.count());
    List<Door> doors = lanes.run(_ -> open(stage, each));
    try {
      pauses.settle();
      List<Optional<Answer>> answers =
          lanes.run(number -> ask(doors.subList(number * each, (number + 1) * each)));
      pauses.count();
      return finding(answers, pauses);
    } finally {
      for (Door door : doors) {
        door.close();
      }
    }
  }

  private static List<Door> open(Stage stage, int count) throws IOException {
    List<Door> doors = new ArrayList<>();
    for (int door = 0; door < count; door++) {
      doors.add(stage.doors().stoppableWebSocket());
    }
    return doors;
  }

  private static List<Optional<Answer>> ask(List<Door> doors) {
    return doors.stream().map(SocketCrowd::ask).toList();
  }

  // What would end any other experiment is what is counted here.
  private static Optional<Answer> ask(Door door) {
    try {
      return Optional.of(door.ask(WISH));
    } catch (IOException notWhole) {
      LOG.log(System.Logger.Level.WARNING, "an answer is not whole: {0}", notWhole.getMessage());
      return Optional.empty();
    }
  }

  private Finding finding(List<Optional<Answer>> answers, Pauses pauses) {
    List<Answer> whole = answers.stream().flatMap(Optional::stream).toList();
    Summary first =
        Nanos.inMillis(whole.stream().map(answer -> (double) answer.untilFirstPiece()).toList());
    return new Finding(
        name(),
        List.of(
            Figure.of(
                    "%,d WebSocket connections at once, answers not whole or not in order"
                        .formatted(answers.size()),
                    answers.size() - whole.size(),
                    Unit.ANSWERS)
                .within(0),
            Figure.of("… time to first piece, p50", first.p50(), Unit.MILLISECONDS)),
        Map.of("first piece ms", first),
        pauses.counted());
  }
}
