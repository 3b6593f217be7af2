using ConnectSchappo.Reconciler.Core.Observations;

namespace ConnectSchappo.Reconciler.Core.Subjects.Http;

/// <summary>What Asterisk's memory says of the web server.</summary>
public static class HttpMemory
{
    extension(AsteriskMemory memory)
    {
        public Fact<HttpListeners> Http => memory.Answer(HttpListenersQuestion.Instance);
    }
}
