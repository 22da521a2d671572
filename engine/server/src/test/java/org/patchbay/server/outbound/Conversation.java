package org.patchbay.server.outbound;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One connection as the partner sees it. */
final class Conversation {
    private final Socket socket;
    private final InputStream in;
    private final List<Heard> heard;

    Conversation(Socket socket, List<Heard> heard) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.heard = heard;
    }

    /** Reads one request with its body; false when the other side has ended. */
    boolean hear() throws IOException {
        var line = line();
        if (line.isEmpty()) {
            return false;
        }
        var headers = new ArrayList<String>();
        for (var header = line(); !header.isEmpty(); header = line()) {
            headers.add(header);
        }
        var head = new Heard(line, headers, new byte[0]);
        var length = head.header("Content-Length");
        var body = length.equals("absent") ? new byte[0] : in.readNBytes(Integer.parseInt(length));
        heard.add(new Heard(line, headers, body));
        return true;
    }

    /** Says these characters, one byte each. */
    void say(String text) throws IOException {
        say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Ends its own direction only. */
    void endSpeech() throws IOException {
        socket.shutdownOutput();
    }

    /** Says nothing more and waits until the other side has ended. */
    void hang() throws IOException {
        in.skip(Long.MAX_VALUE);
        while (in.read() >= 0) {
            in.skip(Long.MAX_VALUE);
        }
    }

    /** Tears the connection down with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).replace("\r", "");
    }
}
