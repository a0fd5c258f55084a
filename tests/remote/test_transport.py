"""What a request may cost and what it survives: every failure is one line, none takes for ever."""

import datetime
import email.utils
import gzip
import signal
import socket
import ssl
import threading
import tracemalloc
from pathlib import Path

import pytest

from hairtx import __version__
from hairtx.remote.pace import Pace, backoff, retry_after
from hairtx.remote.transport import MOST_FAILURES, Limits, Transport
from hairtx.remote.work import UnreachableError
from servers import Told, json, serving


def get(transport, url, params=None, pace=None):
    return transport.get("Crossref", url, params or {}, "json", pace or transport.pace(0))


def test_the_body_comes_back_and_the_agent_names_hairtx_and_the_person(clock):
    with serving(lambda asked, _: json({"a": asked.params})) as server:
        with Transport("me@example.org", clock=clock, sleep=clock.sleep) as transport:
            assert get(transport, server.url + "/x", {"q": "hair & scalp"}) == b'{"a":{"q":"hair & scalp"}}'
        assert server.asked[0].headers["user-agent"] == f"hairtx/{__version__} (mailto:me@example.org)"
        with Transport(clock=clock, sleep=clock.sleep) as transport:
            get(transport, server.url)
        assert server.asked[1].headers["user-agent"] == f"hairtx/{__version__}"


def test_not_found_is_an_answer_and_any_other_refusal_is_not(transport, clock):
    with serving(lambda asked, _: Told(int(asked.path[1:]), b"no", "text/plain")) as server:
        assert get(transport, server.url + "/404") is None
        assert get(transport, server.url + "/410") is None
        for status in (400, 401, 403, 418):
            with (
                Transport(clock=clock, sleep=clock.sleep) as fresh,
                pytest.raises(UnreachableError, match=f"Crossref answered with HTTP {status}"),
            ):
                get(fresh, f"{server.url}/{status}")


def test_requests_keep_the_pace(transport, clock):
    with serving(lambda *_: json({})) as server:
        pace = transport.pace(0.5)
        for _ in range(4):
            get(transport, server.url, pace=pace)
    assert clock.slept == [0.5, 0.5, 0.5]


def test_the_service_s_own_limit_slows_the_pace_and_never_hastens_it(transport, clock):
    told = [("X-Rate-Limit-Limit", "2"), ("X-Rate-Limit-Interval", "1s")]
    with serving(lambda *_: json({}, headers=tuple(told))) as server:
        pace = transport.pace(0.1)
        get(transport, server.url, pace=pace)
        assert pace.interval == 0.5
        told[:] = [("X-Rate-Limit-Limit", "1000"), ("X-Rate-Limit-Interval", "1s")]
        get(transport, server.url, pace=pace)
        told[:] = [("X-Rate-Limit-Limit", "many"), ("X-Rate-Limit-Interval", "1s")]
        get(transport, server.url, pace=pace)
        assert pace.interval == 0.5


def test_too_many_requests_is_retried_after_the_seconds_asked_for(transport, clock):
    answers = [Told(429, headers=(("Retry-After", "7"),)), json({"ok": True})]
    with serving(lambda *_: answers.pop(0)) as server:
        assert get(transport, server.url) == b'{"ok":true}'
    assert clock.slept == [7.0]


def test_a_retry_after_longer_than_our_patience_is_not_waited_for(transport, clock):
    with serving(lambda *_: Told(429, headers=(("Retry-After", "3600"),))) as server:
        with pytest.raises(UnreachableError, match="429 and asks to wait 3600 s"):
            get(transport, server.url)
        assert len(server.asked) == 1
    assert clock.slept == []


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_service_in_trouble_is_tried_four_times_with_longer_and_longer_waits(transport, clock, status):
    with serving(lambda *_: Told(status, b"oops", "text/html")) as server:
        with pytest.raises(UnreachableError, match=f"HTTP {status}, 4 times"):
            get(transport, server.url)
        assert len(server.asked) == 4
    assert clock.slept == [1.0, 2.0, 4.0]


def test_after_failures_in_a_row_a_service_is_left_alone_and_others_are_not(transport):
    with serving(lambda asked, _: Told(403) if asked.path == "/no" else json({})) as server:
        for _ in range(5):
            with pytest.raises(UnreachableError):
                transport.get("PubMed", server.url + "/busy", {}, "xml", transport.pace(0))
        assert len(server.asked) <= MOST_FAILURES + 5
        assert get(transport, server.url) == b"{}"


def test_redirects_are_followed_on_the_same_scheme_with_their_pace(transport):
    def answer(asked, _):
        return Told(301, headers=(("Location", "/new?b=2"),)) if asked.path == "/old" else json(asked.params)

    with serving(answer) as server:
        assert get(transport, server.url + "/old", {"a": "1"}) == b'{"b":"2"}'


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("/loop", "redirects more than 5 times"),
        ("https://127.0.0.1/x", "redirects to another scheme than http"),
        ("file:///etc/passwd", "redirects to another scheme than http"),
        ("ftp://example.org/", "redirects to another scheme than http"),
        ("http://127.0.0.1:port/", "is not HTTP|no address"),
    ],
)
def test_redirects_that_loop_or_leave_the_scheme_end_in_one_line(transport, location, told):
    with serving(lambda *_: Told(302, headers=(("Location", location),))) as server:
        with pytest.raises(UnreachableError, match=told):
            get(transport, server.url)
        assert len(server.asked) <= 6


def test_the_wrong_content_type_is_no_answer(transport):
    told = Told(200, b"<html>Log in</html>", "text/html; charset=utf-8")
    with (
        serving(lambda *_: told) as server,
        pytest.raises(UnreachableError, match="with text/html, not JSON"),
    ):
        get(transport, server.url)


def test_a_truncated_body_is_tried_again_and_then_told(transport):
    with serving(lambda *_: Told(200, b'{"a":', length=100)) as server:
        with pytest.raises(UnreachableError, match="broke off"):
            get(transport, server.url)
        assert len(server.asked) == 2


def test_a_dropped_connection_is_tried_again(transport):
    answers = [None, json({"second": True})]
    with serving(lambda *_: answers.pop(0)) as server:
        assert get(transport, server.url) == b'{"second":true}'


def test_nobody_there_is_one_line(transport):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(UnreachableError, match=r"^Crossref cannot be reached \(no connection\)$"):
            get(transport, f"http://127.0.0.1:{taken.getsockname()[1]}/?api_key=SECRET")


@pytest.mark.parametrize("where", ["before the head", "inside the head", "inside the body"])
def test_a_slow_answer_ends_at_the_limit_of_the_whole_request(clock, where):
    def answer(asked, handler):
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        if where != "before the head":
            handler.wfile.write(head if where == "inside the head" else head + b"\r\n{")
        # it drips for as long as anybody listens: each silence is short, the whole would never end
        while not server.over.wait(0.02):
            if where != "before the head":
                handler.wfile.write(b"X-A: b\r\n" if where == "inside the head" else b" ")
                handler.wfile.flush()

    limits = Limits(connect=5, silence=5, total=0.3, size=1 << 20)
    with (
        serving(answer) as server,
        Transport(limits=limits, clock=clock, sleep=clock.sleep) as transport,
        pytest.raises(UnreachableError, match="did not answer in time"),
    ):
        get(transport, server.url)


def test_an_endless_answer_is_cut_at_the_bound_with_bounded_memory(transport):
    sent = []

    def answer(asked, handler):
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1073741824\r\n\r\n"
        )
        block = b" " * 65536
        while len(sent) < 16384 and not server.over.is_set():
            handler.wfile.write(block)
            sent.append(1)

    with serving(answer) as server:
        tracemalloc.start()
        with pytest.raises(UnreachableError, match="sends more than 256 KiB: not read further"):
            get(transport, server.url)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert len(sent) < 16384
    assert peak < 32 * 1024 * 1024


def test_nothing_is_decompressed(transport):
    bomb = gzip.compress(b" " * 1_000_000)
    with serving(lambda *_: Told(200, bomb, headers=(("Content-Encoding", "gzip"),))) as server:
        with pytest.raises(UnreachableError, match="compressed answer that nobody asked for"):
            get(transport, server.url)
        assert server.asked[0].headers["accept-encoding"] == "identity"


def test_the_proxy_of_the_environment_is_used(clock, monkeypatch):
    with serving(lambda asked, _: json({"via": asked.path})) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        with Transport(clock=clock, sleep=clock.sleep) as transport:
            assert get(transport, "http://crossref.invalid/works") == b'{"via":"/works"}'
            assert proxy.asked[0].headers["host"] == "crossref.invalid"
            # this proxy knows no CONNECT, and nobody goes round it
            with pytest.raises(UnreachableError, match="the proxy refused"):
                get(transport, "https://crossref.invalid/works")


def test_a_certificate_that_nobody_vouches_for_is_refused(transport):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    # a key made for this test alone
    context.load_cert_chain(Path(__file__).with_name("self-signed.pem"))
    with serving(lambda *_: json({}), context) as server:
        with pytest.raises(UnreachableError, match="its certificate cannot be verified"):
            get(transport, server.url)
        assert server.asked == []


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="signals as Unix has them")
def test_ctrl_c_ends_the_request_in_order(clock, capfd):
    def answer(asked, handler):
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        server.over.wait(30)

    with serving(answer) as server:
        transport = Transport(clock=clock, sleep=clock.sleep)
        with pytest.raises(KeyboardInterrupt):
            get(transport, server.url)
        server.over.set()
        transport.close()
    assert capfd.readouterr().err == ""


def test_nothing_of_the_network_is_imported_before_the_first_request():
    import subprocess
    import sys

    code = (
        "import sys, hairtx.remote.services, hairtx.remote.settings; hairtx.remote.transport.Transport();"
        "print([name for name in ('httpx', 'asyncio', 'ssl', 'defusedxml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_retry_after_is_read_as_seconds_and_as_a_date():
    now = datetime.datetime(2026, 11, 25, 12, 0, tzinfo=datetime.timezone.utc)
    later = email.utils.format_datetime(now + datetime.timedelta(seconds=90), usegmt=True)
    assert retry_after("120", now) == 120.0
    assert retry_after(later, now) == 90.0
    assert retry_after(email.utils.format_datetime(now - datetime.timedelta(days=1), usegmt=True), now) == 0.0
    for nothing in (None, "", "soon", "-5", "1.5e9", "Mon, 99 Foo 2026"):
        assert retry_after(nothing, now) is None


def test_backoff_doubles_is_spread_and_ends():
    assert [backoff(n, lambda: 0.5) for n in range(4)] == [1.0, 2.0, 4.0, 8.0]
    assert backoff(2, lambda: 0.0) == 2.0
    assert backoff(40, lambda: 0.9) == 60.0


def test_a_pace_does_not_save_up_turns():
    now, slept = [0.0], []
    pace = Pace(1.0, lambda: now[0], slept.append)
    pace.wait()
    now[0] = 100.0
    pace.wait()
    pace.wait()
    assert slept == [1.0]
