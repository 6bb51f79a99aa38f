package dev.imageclassifier.web.http.upload;

import dev.imageclassifier.web.http.problem.ProblemException;
import dev.imageclassifier.web.pending.UploadedImage;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Takes a body piece by piece, and makes a picture of it. */
public interface BodyParser {
  /**
   * Takes the next piece.
   *
   * @throws ProblemException when the body cannot become a picture
   */
  void accept(ByteBuffer piece, boolean last) throws ProblemException;

  /**
   * The picture, after the last piece.
   *
   * @throws ProblemException when there is none
   */
  UploadedImage picture(Optional<String> traceparent) throws ProblemException;

  /** Bytes of the whole body at most. */
  long maxBody();

  /** Bytes of the picture at most. */
  int maxPicture();
}
