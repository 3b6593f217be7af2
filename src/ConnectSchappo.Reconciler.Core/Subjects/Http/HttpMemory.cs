using ConnectSchappo.Reconciler.Core.Observations.Facts;
using ConnectSchappo.Reconciler.Core.Observations.Questions;

namespace ConnectSchappo.Reconciler.Core.Subjects.Http;

/// <summary>What Asterisk's memory says of the web server.</summary>
public static class HttpMemory
{
    extension(AsteriskMemory memory)
    {
        public Fact<HttpListeners> Http => memory.Answer(HttpListenersQuestion.Instance);

        /// <summary>
        /// Where the web server has the WebSocket, below its prefix; without one where that is not known. Source: Asterisk 16.28, tried.
        /// </summary>
        public string WebSocketPath => (memory.Http.TryGet(out var http) ? http.Prefix : "") + "/ws";
    }
}
