package dev.imageclassifier.web.http;

import dev.imageclassifier.web.desk.Picture;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Takes a body piece by piece, and makes a picture of it. */
interface BodySink {
  /**
   * Takes the next piece.
   *
   * @throws Refusal when the body cannot become a picture
   */
  void accept(ByteBuffer piece, boolean last) throws Refusal;

  /**
   * The picture, after the last piece.
   *
   * @throws Refusal when there is none
   */
  Picture picture(Optional<String> traceparent) throws Refusal;

  /** Bytes of the whole body at most. */
  long maxBody();

  /** Bytes of the picture at most. */
  int maxPicture();

  /** Why a body is not taken. */
  final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    Refusal(Problem problem) {
      super(problem.detail(), null, false, false);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }
}
