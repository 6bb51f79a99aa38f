package dev.imageclassifier.model.install;

import dev.imageclassifier.cli.UserError;
import dev.imageclassifier.contract.error.ErrorText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory of models that this program writes. Each version lies in a directory of its own below
 * {@code .store}; a model's name is a symbolic link to one of them, so that a name changes from one
 * complete version to another in one step, also under a process that watches it.
 *
 * <p>One process at a time; the lock is held until {@link #close}.
 */
public final class ModelStore implements AutoCloseable {
  private static final List<String> FRESH = List.of("staging", "fetched", "link");

  private final Path directory;
  private final Path store;
  private final FileChannel lockFile;

  private ModelStore(Path directory, Path store, FileChannel lockFile) {
    this.directory = directory;
    this.store = store;
    this.lockFile = lockFile;
  }

  /**
   * Makes the directory where it is missing, and locks it.
   *
   * @throws UserError when it cannot be written, or another process installs a model in it
   */
  public static ModelStore open(Path directory) {
    Path store = directory.toAbsolutePath().resolve(".store");
    try {
      Files.createDirectories(store);
      FileChannel file =
          FileChannel.open(
              store.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(file)) {
        file.close();
        throw new UserError(
            "Another process installs a model in " + directory + ": wait until it has finished.");
      }
      ModelStore opened = new ModelStore(directory.toAbsolutePath(), store, file);
      opened.sweep(); // after a process that was killed
      return opened;
    } catch (IOException e) {
      throw cannotWrite(directory, e);
    }
  }

  @SuppressWarnings("UnusedVariable") // the lock lives as long as its channel
  private static boolean lock(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Whether there is something of this name already. */
  public boolean has(String name) {
    return Files.exists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** The place of a model, whether it is there or not. */
  public Path place(String name) {
    return directory.resolve(name);
  }

  /** An empty directory to write a bundle into; on the same disk as its later place. */
  Path stage() throws IOException {
    return Files.createDirectory(store.resolve("staging"));
  }

  /** An empty directory for what is fetched. */
  public Path fetched() throws IOException {
    return Files.createDirectory(store.resolve("fetched"));
  }

  /** Where downloads lie that were cut off. */
  public Path partial() throws IOException {
    return Files.createDirectories(store.resolve("partial"));
  }

  /**
   * Gives a finished bundle its place, and the name to it.
   *
   * @param staged the directory that {@link #stage} gave
   * @param version tells this content from every other of that name
   * @return the directory under the model's name
   * @throws UserError when the name belongs to a directory that was put there by hand
   */
  Path publish(Path staged, String name, String version) throws IOException {
    Path place = directory.resolve(name);
    if (has(name) && !Files.isSymbolicLink(place)) {
      throw new UserError(
          place + " was not put there by this command: move it away, or choose another --name.");
    }
    Path home = store.resolve(name + "-" + version);
    delete(home); // the same content, perhaps damaged since
    Files.move(staged, home, StandardCopyOption.ATOMIC_MOVE);
    Path link = store.resolve("link");
    Files.createSymbolicLink(link, directory.relativize(home));
    // the target is relative to the link's last place
    Files.move(link, place, StandardCopyOption.ATOMIC_MOVE);
    delete(store.resolve("partial"));
    return place;
  }

  private void sweep() throws IOException {
    for (String name : FRESH) {
      delete(store.resolve(name));
    }
  }

  /** Deletes a directory with all that is in it, where it exists. */
  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(tree)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  static UserError cannotWrite(Path directory, IOException e) {
    return new UserError(
        "The model directory "
            + directory
            + " cannot be written: "
            + ErrorText.reason(e)
            + "; choose another with --models DIR.",
        e);
  }

  /** Leaves finished models, and downloads that were cut off. */
  @SuppressWarnings("try") // the channel is closed for its lock
  @Override
  public void close() {
    try (FileChannel held = lockFile) {
      sweep();
    } catch (IOException e) {
      throw cannotWrite(directory, e);
    }
  }
}
